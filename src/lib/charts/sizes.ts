/** The two sizes that a trend is drawn in; which one shows depends on the room there is. */
export const WIDE = { width: 900, plotHeight: 250 };
export const NARROW = { width: 380, plotHeight: 220 };

/** From this width on, in rem, the wide drawing shows. The same number stands in TrendChart's styles. */
export const WIDE_FROM_REM = 40;
