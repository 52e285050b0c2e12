import { expect, test } from 'vitest';
import { needsNoCookie } from './no-cookie.ts';

const post = (url: string) => needsNoCookie({ method: 'POST', url });

test.each([
	'/api/v1/organizations/acme/files?name=a.txt',
	'/api/v1/organizations/acme/goals/a-goal/updates',
	'/zh/api/v1/organizations/acme/files',
	'/workspace/unsubscribe?token=a',
	'/zh/workspace/unsubscribe?token=a'
])('%s is for tokens alone', (url) => {
	expect(post(url)).toBe(true);
	expect(needsNoCookie({ method: 'PUT', url })).toBe(false);
});

test.each([
	'/workspace/acme/members?/remove',
	'/api/v1/../../workspace/acme/members',
	'/api/v1/organizations/acme/files/../../../../../workspace/acme/members',
	'/api/v1/organizations/acme/%2e%2e/%2E%2E/%2e./.%2e/workspace/acme/members',
	'/api/v1/organizations/acme/..\\..\\..\\..\\workspace/acme/files',
	'/workspace/unsubscribe/../acme/members',
	'/api/v1/organizations/acme/goals',
	'/api/v1/organizations/acme/files/x',
	'//acme/api/v1/organizations/acme/files',
	'http://x/api/v1/organizations/acme/files',
	'/de/api/v1/organizations/acme/files',
	'*'
])('%s is not', (url) => {
	expect(post(url)).toBe(false);
});
