import { join } from 'node:path';

/** The route tree of the build: every address that the app has, as SvelteKit itself knows it. */

export type Route = {
	/** As in `src/routes`: `/workspace/[organization=slug]/goals/[key]`. */
	id: string;
	params: string[];
	isPage: boolean;
	/** Of a page, the names of its form actions. */
	actions: string[];
	/** Of an endpoint, what it exports: GET, POST, fallback, … */
	methods: string[];
};

type Node = { server?: { actions?: Record<string, unknown> } };
type Manifest = {
	_: {
		nodes: (() => Promise<Node>)[];
		routes: {
			id: string;
			params: { name: string }[];
			page: { leaf: number } | null;
			endpoint: (() => Promise<Record<string, unknown>>) | null;
		}[];
	};
};

const MANIFEST = '.svelte-kit/output/server/manifest-full.js';

export async function routesOfBuild(): Promise<Route[]> {
	const { manifest } = (await import(join(process.cwd(), MANIFEST))) as { manifest: Manifest };
	const { nodes, routes } = manifest._;
	return Promise.all(
		routes.map(async ({ id, params, page, endpoint }) => {
			const leaf = page && (await nodes[page.leaf]!());
			return {
				id,
				params: params.map(({ name }) => name),
				isPage: page !== null,
				actions: Object.keys(leaf?.server?.actions ?? {}),
				methods: Object.keys((await endpoint?.()) ?? {})
			};
		})
	);
}

/** The address of a route; a parameter without a value is left as `x`. Values stand as they are given. */
export function addressOf({ id }: Pick<Route, 'id'>, values: Record<string, string>): string {
	const path = id
		.replace(/\/\([^)]*\)/g, '')
		.replace(/\[(?:\.\.\.)?(\w+)(?:=\w+)?\]/g, (_, name: string) => values[name] ?? 'x');
	return path || '/';
}
