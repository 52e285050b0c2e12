-- review.published: an outsider's judgement of one published update.

create function private.record_review(review uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  v public.reviews;
  u public.progress_updates;
  seq bigint;
begin
  perform private.lock_record();
  select * into v from public.reviews where id = review for update;
  select * into u from public.progress_updates where id = v.update_id;
  if u.published_seq is null then
    perform private.refuse('update_not_published');
  end if;
  seq := private.append_entry(v.organization_id, 'review.published', v.effective_on, json_build_object(
    'goal', (select g.key from public.goals g where g.id = u.goal_id), 'of', u.key,
    'reviewer', json_build_object('name', v.reviewer_name, 'relation', v.reviewer_relation,
      'conflicts', v.reviewer_conflicts, 'access', v.reviewer_access),
    'grade', v.grade, 'agrees', v.agrees, 'evidence', v.evidence, 'material', v.material,
    'statement', v.statement));
  update public.reviews set published_seq = seq where id = v.id;
  return seq;
end;
$$;

-- Publishes the reviewer's own draft, dated today. Publishing it again returns the same number.
create function public.publish_review(review uuid, seen timestamptz default null) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v public.reviews;
begin
  perform private.lock_record();
  select * into v from public.reviews where id = review for update;
  if not coalesce(private.wrote_review(v), false) then
    perform private.refuse('not_allowed.review');
  end if;
  if v.published_seq is null then
    perform private.require_seen(v.updated_at, seen);
    -- Whoever was made a contributor after they began may publish, for that alone would hold the review back.
    if exists (select from public.progress_updates u where u.organization_id = v.organization_id
        and (u.created_by = v.created_by or v.created_by = any (u.editors))) then
      perform private.refuse('reviewer_of_team.author');
    elsif not private.is_full_text(v.reviewer_relation) or not private.is_full_text(v.reviewer_conflicts) then
      perform private.refuse('relation_missing');
    elsif not private.is_full_text(v.statement) then
      perform private.refuse('review_statement_missing');
    -- Who is no reviewer any more cannot write it, and an organization could hold the review back that way.
    elsif private.role_in(v.organization_id) = 'reviewer'
      and v.reviewer_access <> 'public' and not coalesce(private.is_full_text(v.material), false) then
      perform private.refuse('material_missing');
    end if;
    update public.reviews set effective_on = private.today() where id = v.id;
  end if;
  return coalesce(v.published_seq, private.record_review(review));
end;
$$;
grant execute on function public.publish_review(uuid, timestamptz) to authenticated;
