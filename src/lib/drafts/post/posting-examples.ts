/* eslint-disable no-restricted-syntax -- commands and code, which are not translated */
/**
 * How a program posts an update: commands that work as they stand, with the token in the environment.
 * Code, so English whatever language is read; a test runs them, and docs/posting-from-ci.md has the same.
 */

type Where = {
	/** Where Waymark is reached, without a slash at the end. */
	origin: string;
	/** The organization's slug and the goal's key. */
	slug: string;
	goal: string;
};

const address = ({ origin, slug, goal }: Where) =>
	`${origin}/api/v1/organizations/${slug}/goals/${goal}/updates`;
const files = ({ origin, slug }: Where) => `${origin}/api/v1/organizations/${slug}/files`;

/** One `curl` for a shell; `day` is the day of the update. */
export function curlExample(where: Where, day: string): string {
	return `curl --fail-with-body --json @- ${address(where)} \\
  -H "Authorization: Bearer $WAYMARK_TOKEN" \\
  -H "Idempotency-Key: first-update-of-${day}" <<'JSON'
{
  "effective_on": "${day}",
  "grade": 2,
  "narrative": "The first half is in use.",
  "evidence": [
    {
      "kind": "link",
      "title": "Test report",
      "url": "https://example.org/report",
      "criteria": [0]
    }
  ],
  "submit": false
}
JSON`;
}

/** One `curl` that sends a file, to be named as evidence by its hash. */
export function fileExample(where: Where): string {
	return `curl --fail-with-body --data-binary @report.csv "${files(where)}?name=report.csv" \\
  -H "Authorization: Bearer $WAYMARK_TOKEN" \\
  -H "Content-Type: application/octet-stream"`;
}

/** A workflow of GitHub Actions that submits an update with its own run and a report as evidence. */
export function workflowExample(where: Where): string {
	return `name: Post progress to Waymark
on: workflow_dispatch
jobs:
  post:
    runs-on: ubuntu-latest
    steps:
      - name: Make the report
        run: echo "evaluation,passed" > report.csv
      - name: Post the update
        env:
          WAYMARK_TOKEN: \${{ secrets.WAYMARK_TOKEN }}
          RUN_URL: \${{ github.server_url }}/\${{ github.repository }}/actions/runs/\${{ github.run_id }}
        run: |
          file=$(curl --fail-with-body --retry 3 --data-binary @report.csv "${files(where)}?name=report.csv" \\
            -H "Authorization: Bearer $WAYMARK_TOKEN" \\
            -H "Content-Type: application/octet-stream")
          curl --fail-with-body --retry 3 --json @- ${address(where)} \\
            -H "Authorization: Bearer $WAYMARK_TOKEN" \\
            -H "Idempotency-Key: $GITHUB_REPOSITORY/$GITHUB_RUN_ID" <<JSON
          {
            "effective_on": "$(date -u +%F)",
            "grade": 3,
            "narrative": "The nightly evaluations passed.",
            "evidence": [
              { "kind": "link", "title": "Run of the evaluations", "url": "$RUN_URL", "criteria": [0] },
              { "kind": "file", "title": "Report", "name": "report.csv", "sha256": "$(jq -r .sha256 <<< "$file")", "criteria": [0] }
            ],
            "submit": true
          }
          JSON`;
}
