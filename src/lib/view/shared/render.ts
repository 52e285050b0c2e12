/** Turns Markdown into HTML that is safe to show. */
export type Render = (text: string) => string;
