import { m } from '../../paraglide/messages.js';
import { log } from '../log.ts';
import { refusal, type Parameters } from './refusals.ts';

/** A refusal by the database, in words for a person. */
export type Failure = { code: string; message: string };

/** Somebody stored another version since the one that was edited. */
export function changedMeanwhile(): Failure {
	return { code: 'changed_meanwhile', message: m.refusal_changed_meanwhile() };
}

type DatabaseError = {
	code?: string;
	message: string;
	details?: string | null;
	hint?: string | null;
};

/**
 * What an error of the database is: `input` that it cannot take, which is the sender's to mend; `away`
 * where it gave no answer, or none now; `other` is a fault of ours. By the classes of SQLSTATE, and
 * PostgREST's own codes; where nobody answered there is no code.
 */
export function kindOf({ code = '' }: Pick<DatabaseError, 'code'>): 'input' | 'away' | 'other' {
	if (/^(22|23|54|PGRST1)|^SUP$/.test(code)) return 'input';
	if (/^($|08|40|53|55|57|PGRST0)/.test(code)) return 'away';
	return 'other';
}

/**
 * Maps what PostgREST and the embedded library answer. Our own functions refuse with a stable code in
 * `details` and what its sentence names in `hint`; of `goal_closed.revision` the code is `goal_closed`, and the
 * rest says which sentence. Anything else is answered by kind, since its text is not for readers.
 */
export function failure(error: DatabaseError): Failure {
	if (error.code === '22W01' && error.details) {
		const [code = ''] = error.details.split('.');
		const parameters = JSON.parse(error.hint ?? '{}') as Parameters;
		return { code, message: refusal(error.details, parameters) };
	}
	switch (error.code) {
		case '42501':
			return { code: 'not_allowed', message: m.error_not_allowed() };
		case '23505':
			return { code: 'taken', message: m.error_taken() };
		case '23503':
			return { code: 'in_use', message: m.error_in_use() };
	}
	if (kindOf(error) === 'input') return { code: 'invalid', message: m.error_invalid() };
	log().error({ code: error.code }, error.message);
	return { code: 'unavailable', message: m.error_unavailable() };
}
