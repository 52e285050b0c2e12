import { m } from '../../paraglide/messages.js';
import { failure, kindOf, type Failure } from './failure.ts';
import { giveUp } from './give-up.ts';
import { log } from '../log.ts';

export type Answer<T> = {
	data: T;
	error: { code: string; message: string; details: string | null } | null;
};

/** What was read. Throws where the database did not answer: the page cannot be shown without it. */
export function read<T>(answer: Answer<T>): NonNullable<T> {
	return readOne(answer)!;
}

/** Like {@link read}, where there may be no such row. */
export function readOne<T>({ data, error }: Answer<T>): T {
	if (!error) return data;
	const kind = kindOf(error);
	if (kind === 'input') giveUp(400, m.error_unusable());
	if (kind === 'other') throw new Error(`The database answered ${error.code}: ${error.message}`);
	log().error({ code: error.code }, error.message);
	return giveUp(503, m.error_database());
}

/** Null where a row was changed, else why not. Rows that the policies hide are no error to the database. */
export function changed({ data, error }: Answer<unknown[] | null>): Failure | null {
	if (error) return failure(error);
	if (data?.length) return null;
	return { code: 'not_editable', message: m.error_nothing_changed() };
}
