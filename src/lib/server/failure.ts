/** A refusal by the database, in words for a person. */
export type Failure = { code: string; message: string };

type DatabaseError = { code?: string; message: string; details?: string | null };

/**
 * Maps what PostgREST and the embedded library answer. Our own functions refuse with a sentence and a
 * stable code in `details`; anything else is answered by kind, since its text is not for readers.
 */
export function failure(error: DatabaseError): Failure {
	if (error.code === '22W01' && error.details)
		return { code: error.details, message: error.message };
	switch (error.code) {
		case '42501':
			return {
				code: 'not_allowed',
				message: 'Your role in this organization does not allow that.'
			};
		case '23505':
			return {
				code: 'taken',
				message: 'That is taken already. Choose another key, or reload to see what changed.'
			};
		case '23503':
			return {
				code: 'in_use',
				message: 'Something else still refers to this, so it cannot be removed.'
			};
		case '23514':
		case '23502':
		case '22003':
		case '22023':
		case '22P02':
		case '22007':
		case '22008':
		case 'SUP':
			return {
				code: 'invalid',
				message: 'The database refused a value. Check the form and try again; nothing was changed.'
			};
		default:
			console.error('database:', error.code, error.message);
			return {
				code: 'unavailable',
				message:
					'The database did not answer as it should. Nothing was changed; try again in a moment.'
			};
	}
}
