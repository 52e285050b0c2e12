import { posting } from '$lib/server/posting/handlers.ts';
import { postUpdate } from '$lib/server/posting/post-update.ts';

export const { POST, fallback } = posting(postUpdate);
