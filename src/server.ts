/** The production entry. It says something first: the modules behind it take seconds to load. */
console.log('Waymark is starting…');
const { start } = await import('./lib/server/edge/start.ts');
await start();
export {};
