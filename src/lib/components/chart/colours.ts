/** The page's colours, resolved, for a canvas that cannot read custom properties. */
export function coloursOf(element: HTMLElement) {
	const probe = document.createElement('span');
	element.append(probe);
	const colour = (property: string) => {
		probe.style.color = `var(${property})`;
		return getComputedStyle(probe).color;
	};
	const colours = {
		paper: colour('--paper'),
		accent: colour('--accent')
	};
	probe.remove();
	return colours;
}
export type Colours = ReturnType<typeof coloursOf>;

/** The hatching of the unsupported part, as the server draws it. */
export function hatchOf(canvas: HTMLCanvasElement, colour: string) {
	const size = 8;
	const tile = document.createElement('canvas');
	tile.width = tile.height = size;
	const ink = tile.getContext('2d');
	if (!ink) return colour;
	ink.strokeStyle = colour;
	ink.globalAlpha = 0.55;
	ink.lineWidth = 1.1;
	ink.beginPath();
	// Three strokes, so that the corners of neighbouring tiles meet.
	for (const shift of [-size, 0, size]) {
		ink.moveTo(shift, size);
		ink.lineTo(shift + size, 0);
	}
	ink.stroke();
	return canvas.getContext('2d')?.createPattern(tile, 'repeat') ?? colour;
}
