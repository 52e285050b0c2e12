/**
 * Public pages are documents: nothing of them is drawn again in the browser, and no data for that is
 * sent. What is read point by point brings its own script (see components/chart/trend.client.ts).
 */
export const csr = false;
