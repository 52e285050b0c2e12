/** The names of files. They come from outside and end up in headers, addresses and on disks of readers. */

const LONGEST = 100;

/** Names that Windows keeps for devices, whatever follows the first dot. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * What is harmless of a name: its last part, without what is invisible, turns the direction of writing
 * or means something to a file system; at most 100 characters, the ending kept. Never empty.
 */
export function cleanName(name: string): string {
	const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1)!;
	const plain = last
		// Controls, formats (bidirectional and zero-width ones among them), private and unassigned.
		.replace(/\p{C}/gu, '')
		.replace(/[<>:"|?*%]/g, '_')
		.replace(/\s+/gu, ' ')
		.replace(/^[. ]+|[. ]+$/g, '');
	const safe = DEVICES.test(plain) ? `_${plain}` : plain;
	const letters = [...safe];
	if (letters.length <= LONGEST) return safe || 'file';
	const ending = [...(endingOf(safe) ?? '')];
	const tail = ending.length > 0 && ending.length <= 10 ? ['.', ...ending] : [];
	const head = letters.slice(0, LONGEST - tail.length).join('');
	return head.replace(/[. ]+$/, '') + tail.join('');
}

/** What follows the last dot, in lower case; undefined where there is none. */
export function endingOf(name: string): string | undefined {
	return /[^.]\.([^. ]+)$/.exec(name)?.[1]?.toLowerCase();
}
