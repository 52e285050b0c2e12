import { failure } from '../../src/lib/server/database/failure.ts';

type DatabaseError = Parameters<typeof failure>[0];
type Result = { data: unknown; error: DatabaseError | null };

/** The data of a request that has to succeed. */
export async function must<R extends Result>(
	request: PromiseLike<R>
): Promise<NonNullable<R['data']>> {
	const { data, error } = await request;
	if (error) throw new Error(`${error.code} ${error.details ?? ''} ${error.message}`);
	return data!;
}

/**
 * What came of a request: `ok`, `denied` where the database grants no such thing to the role at all, or
 * the code of the refusal as the app names it.
 */
export async function outcome(request: PromiseLike<Result>): Promise<string> {
	const { error } = await request;
	if (!error) return 'ok';
	if (error.code === '42501' && /permission denied for (table|function)/.test(error.message))
		return 'denied';
	return failure(error).code;
}
