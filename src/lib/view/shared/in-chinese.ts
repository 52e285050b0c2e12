/** Whether a picture writes a text in the font of Chinese, which it does as a whole where any of it is Chinese. */
export const inChinese = (text: string) => CHINESE.test(text);

const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;
