/** The little HTML that e-mails are made of. */

/** A text that leads somewhere. */
export type Line = { text: string; link: string };

export const anchor = ({ text, link }: Line) => `<a href="${escaped(link)}">${escaped(text)}</a>`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
