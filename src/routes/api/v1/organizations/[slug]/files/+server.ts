import { posting } from '$lib/server/posting/handlers.ts';
import { postFile } from '$lib/server/posting/post-file.ts';

export const { POST, fallback } = posting(postFile);
