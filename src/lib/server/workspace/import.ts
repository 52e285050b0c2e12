import { failure, type Failure } from '../failure.ts';
import type { Client } from '../backend/index.ts';
import type { ImportStep } from '../../roadmap/steps.ts';

/** Appends planned steps to the organization's record; all or nothing. `expected` is from the preview. */
export async function importSteps(
	client: Client,
	organization: string,
	expected: number,
	steps: ImportStep[]
): Promise<{ added: number } | { failure: Failure }> {
	const { data, error } = await client.rpc('import_roadmap', { organization, expected, steps });
	return error ? { failure: failure(error) } : { added: data };
}
