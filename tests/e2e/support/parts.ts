/**
 * The parts of a page that are unlike any part seen before: by their tags, attributes, colours and sizes,
 * and by all that stands around and in them, but not by their words. Runs in the page, so it is whole in
 * itself. What axe found once to be right in one such part is right in all of them.
 */
export function unseenParts(known: string[]): { keys: string[]; seen: Element[] } {
	/** Attributes whose value axe judges. Of any other, whether there is one. */
	const JUDGED =
		/^(role|type|tabindex|scope|colspan|rowspan|autocomplete|name|content|http-equiv|class|open|hidden|inert|disabled)$|^aria-(?!label$|valuetext|valuenow|valuemin|valuemax|description$)/;
	const LANGUAGES = ['en', 'zh-Hans'];
	/** Attributes that name other elements. */
	const NAMING = /^(for|list|headers|form)$|^aria-(labelledby|describedby|controls|owns|details)$/;
	const STYLES = [
		...['color', 'backgroundColor', 'display', 'visibility', 'opacity', 'position', 'overflow'],
		...['fontSize', 'fontWeight', 'fontStyle', 'textDecorationLine']
	] as const;
	/** What somebody points at has to be so large, in CSS pixels; by how much larger is all the same. */
	const TARGET = 24;
	const POINTED_AT = 'a, button, input, select, textarea, summary, label, [tabindex]';
	const NO_PARTS = 'script, style, link, template, noscript';

	const ids = new Map<string, number>();
	for (const { id } of document.querySelectorAll('[id]')) ids.set(id, (ids.get(id) ?? 0) + 1);

	/** 53 bits of the text, as letters and digits: Math.imul is what a browser has at hand. */
	const digest = (text: string): string => {
		let one = 0xdeadbeef;
		let two = 0x41c6ce57;
		for (let at = 0; at < text.length; at++) {
			one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
			two = Math.imul(two ^ text.charCodeAt(at), 1597334677);
		}
		one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
		two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
		return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
	};
	const valueOf = ({ name, value }: Attr): string => {
		if (name === 'id') return ids.get(value) === 1 ? '' : 'twice';
		if (NAMING.test(name))
			return value
				.split(/\s+/)
				.map((id) => ids.get(id) ?? 0)
				.join();
		if (name === 'href' && value.startsWith('#')) return ids.has(value.slice(1)) ? '#' : '#nothing';
		// Which of the two it has to be, tests/e2e/languages.spec.ts and site.spec.ts know.
		if (name === 'lang') return LANGUAGES.includes(value) ? 'known' : value;
		if (name === 'style') return value.replace(/[\d.]+/g, '0');
		return JUDGED.test(name) ? value : value.trim() === '' ? 'empty' : '';
	};
	const own = new Map<Element, string>();
	const describe = (element: Element): string => {
		const style = getComputedStyle(element);
		const said = [
			element.localName,
			...[...element.attributes].map((each) => `${each.name}=${valueOf(each)}`).sort(),
			...STYLES.map((name) => style[name]),
			style.backgroundImage === 'none' ? '' : 'image'
		];
		if ([...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue!.trim()))
			said.push('words');
		if (element.matches(POINTED_AT)) {
			const { width, height } = element.getBoundingClientRect();
			said.push(...[width, height].map((size) => String(Math.min(Math.round(size), TARGET))));
		}
		if (style.overflow !== 'visible')
			said.push(
				element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight
					? 'scrolls'
					: 'fits'
			);
		for (const label of (element as HTMLInputElement).labels ?? [])
			said.push(label.textContent!.trim() === '' ? 'label without words' : 'label');
		return said.join('|');
	};
	const parts = (element: Element) =>
		[...element.children].filter((child) => !child.matches(NO_PARTS));

	/** With all that is in it; one of several alike that follow each other stands for all. */
	const whole = new Map<Element, string>();
	const measure = (element: Element): string => {
		own.set(element, describe(element));
		const inner = parts(element).map(measure);
		const unlike = inner.filter((each, at) => each !== inner[at - 1]);
		const result = digest(`${own.get(element)}(${unlike.join()})`);
		whole.set(element, result);
		return result;
	};

	const met = new Set(known);
	const keys: string[] = [];
	const seen: Element[] = [];
	const walk = (element: Element, around: string): void => {
		const key = digest(`${around}>${whole.get(element)}`);
		if (met.has(key)) {
			seen.push(element);
			return;
		}
		met.add(key);
		keys.push(key);
		const within = digest(`${around}>${own.get(element)}`);
		for (const part of parts(element)) walk(part, within);
	};
	measure(document.documentElement);
	walk(document.documentElement, document.title.trim() === '' ? 'no title' : '');
	return { keys, seen };
}
