import { quarterAgo } from './pages.ts';

/** Each kind of page once, by its English address; tests/e2e/site.spec.ts walks them all. */

/** The last quarter, which was certified once, and the fifth from the end, which was so twice. */
const [once, twice] = [1, 5].map(quarterAgo);

export const PUBLIC = [
	'/',
	'/lodestone',
	'/lodestone?as_of=2020-01-01',
	'/lodestone?per=month',
	'/lodestone/goals',
	'/lodestone/goals?q=access&show=changed&sort=slip',
	'/lodestone/trend',
	'/lodestone/trend?area=policy&per=month&marks=few&method=1',
	'/lodestone/trend?as_of=2020-01-01',
	'/lodestone/delivery',
	'/lodestone/delivery?area=security&outcome=late&method=1',
	'/lodestone/reviews',
	'/lodestone/areas/safeguards',
	'/lodestone/goals/jailbreak-classifiers',
	'/lodestone/goals/misuse-safeguards',
	'/lodestone/goals/two-party-access?from=1&to=4',
	'/lodestone/calendar',
	'/lodestone/calendar?as_of=2020-01-01',
	'/lodestone/changes',
	'/lodestone/changes?weakening=any',
	'/lodestone/changes?as_of=2020-01-01',
	'/lodestone/certified',
	`/lodestone/certified/${once}`,
	`/lodestone/certified/${twice}`,
	'/anthropic',
	'/anthropic/goals',
	'/anthropic/trend',
	'/anthropic/delivery',
	'/anthropic/reviews',
	'/anthropic/areas/policy',
	'/anthropic/changes',
	'/anthropic/certified',
	'/compare',
	'/compare?sort=evidenced&order=desc&area=policy',
	'/compare/goals',
	'/compare/goals?q=red+team',
	'/methodology',
	'/methodology/sensitivity',
	'/methodology/sensitivity?organization=lodestone',
	'/methodology/sensitivity?organization=nobody',
	'/methodology/sensitivity?organization=lodestone&as_of=2020-01-01',
	'/record',
	'/record?entry=2',
	'/nobody',
	'/workspace/sign-in'
];

/** For a leader of the demonstration. */
export const WORKSPACE = [
	'',
	'/new-goal',
	'/goals/jailbreak-classifiers',
	'/goals/jailbreak-classifiers/revise',
	'/goals/jailbreak-classifiers/updates/new',
	'/goals/jailbreak-classifiers/close',
	'/teams',
	'/activity',
	'/sheet',
	'/certify',
	'/members',
	'/notices',
	'/tokens',
	'/import'
]
	.map((path) => `/workspace/lodestone${path}`)
	.concat('/workspace/account');

export const inChinese = (path: string) => (path === '/' ? '/zh' : `/zh${path}`);
