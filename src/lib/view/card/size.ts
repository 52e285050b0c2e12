/** The size at which sites show the picture of a link, in px. */
export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;
