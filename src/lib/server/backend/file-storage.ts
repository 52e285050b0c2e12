import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { setExperimental, type App } from '@supabase/lite';

type Adapter = NonNullable<App['_storageAdapter']>;
type Body = Parameters<Adapter['uploadObject']>[3];

/** What becomes a path: no empty part, no hidden file, nothing that leads upwards. */
const PATH = /^[A-Za-z0-9][\w-]*(\/[A-Za-z0-9][\w-]*)*$/;

/** The embedded backend's Storage: the bytes of an object are a file below `root`, under its name. */
export function fileStorage(root: string): Adapter {
	const pathOf = (bucket: string, key: string) => {
		const path = `${bucket}/${key}`;
		if (!PATH.test(path)) throw new Error(`“${path}” cannot be the name of an object.`);
		return join(root, path);
	};
	const metadataOf = async (path: string) => {
		const { size, mtime } = await stat(path);
		return {
			cacheControl: 'no-cache',
			contentLength: size,
			size,
			mimetype: 'application/octet-stream',
			lastModified: mtime,
			eTag: `"${size}-${mtime.getTime()}"`
		};
	};
	const remove = (bucket: string, key: string) => rm(pathOf(bucket, key), { force: true });
	return {
		driver: null,
		async uploadObject(bucket, key, _version, body, mimetype, cacheControl) {
			const path = pathOf(bucket, key);
			const { size, hash } = await writeWhole(path, body);
			return {
				cacheControl,
				contentLength: size,
				size,
				mimetype,
				lastModified: new Date(),
				eTag: `"${hash}"`
			};
		},
		async getObject(bucket, key) {
			const path = pathOf(bucket, key);
			const metadata = await metadataOf(path);
			const body = Readable.toWeb(createReadStream(path)) as ReadableStream;
			return { metadata, httpStatusCode: 200, body };
		},
		headObject: async (bucket, key) => metadataOf(pathOf(bucket, key)),
		deleteObject: async (bucket, key) => remove(bucket, key),
		async deleteObjects(bucket, keys) {
			for (const key of keys) await remove(bucket, key);
		},
		async copyObject(fromBucket, from, _version, toBucket, to) {
			const path = pathOf(fromBucket, from);
			const { hash } = await writeWhole(pathOf(toBucket, to), createReadStream(path));
			return { httpStatusCode: 200, eTag: `"${hash}"`, lastModified: new Date() };
		},
		privateAssetUrl: async (bucket, key) => `file://${pathOf(bucket, key)}`
	};
}

/** The whole file or none of it, whenever the process is killed: written beside its place, then moved. */
async function writeWhole(path: string, body: Body | Readable) {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const unfinished = `${path}.${randomUUID()}.new`;
	const file = await open(unfinished, 'wx', 0o600);
	const hash = createHash('sha256');
	let size = 0;
	try {
		const parts = body instanceof Uint8Array ? [body] : (body as AsyncIterable<Uint8Array>);
		for await (const part of parts) {
			hash.update(part);
			size += part.byteLength;
			await file.write(part);
		}
		await file.sync();
		await file.close();
		await rename(unfinished, path);
	} catch (error) {
		await file.close().catch(() => undefined);
		await rm(unfinished, { force: true });
		throw error;
	}
	const directory = await open(dirname(path), 'r');
	await directory.sync().finally(() => directory.close());
	return { size, hash: hash.digest('hex') };
}

/** Makes the library's own schemas, that of Storage included, which it counts as experimental. */
export async function initWithStorage(app: App, root: string): Promise<void> {
	app._storageAdapter = fileStorage(root);
	const begun = app.init();
	// After its first step, in which it would warn of the feature at every start: docs/decisions/0009.
	setExperimental('storage', true);
	await begun;
	await app.ensureSystemSchema();
}
