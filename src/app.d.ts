import type { Client } from '$lib/server/backend/backend.ts';
import type { Noted } from '$lib/server/edge/access-log.ts';
import type { GoalBadge } from '$lib/view/goal/goal-row.ts';

declare global {
	namespace App {
		interface Locals {
			/** The request's Supabase client with the person's session, once a workspace route asked for it. */
			client?: Promise<Client>;
		}
		/** As the server hands a request over; absent under Vite. */
		interface Platform {
			req: Noted;
		}
		interface PageData {
			/** What `GoalMarks` shows beside the names of goals, by their keys. */
			marks?: Map<string, GoalBadge[]>;
			/** By which the page is shown where it is linked to; a page's own stands before its organization's. */
			picture?: { path: string; alt: string } | null;
		}
		interface Error {
			message: string;
			/** A stable name of the error, for tests and reports. */
			code?: string;
			/** The organization that a misspelt address most likely means. */
			near?: { slug: string; name: string };
			/** The entry of the record that this server cannot read, and that what is missing may be in. */
			entry?: number;
			/** Organizations, where they are few: the address may lack the one that it is of. */
			few?: { slug: string; name: string }[];
		}
	}
}

export {};
