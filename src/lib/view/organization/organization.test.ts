import { expect, test } from 'vitest';
import { fold } from '../../record/fold.ts';
import { entries, registered } from '../../record/testing.ts';
import { nearestOrganization } from './organization.ts';

const record = fold(entries([registered('2026-01-01')], { organization: 'lodestone' }));

test('a misspelt slug finds the organization that it is near to', () => {
	expect(nearestOrganization(record, 'lodestnoe')).toEqual({
		slug: 'lodestone',
		name: 'Example Lab'
	});
	expect(nearestOrganization(record, 'Lodestone')?.slug).toBe('lodestone');
	expect(nearestOrganization(record, 'nobody')).toBeUndefined();
	expect(nearestOrganization(record, 'lodestone')).toBeUndefined();
});
