
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "access_tokens": {
                  Row: {
                    "created_at": string,"expires_at": string,"id": string,"last_used_at": string | null,"membership_id": string,"name": string,"organization_id": string,"revoked_at": string | null,"scopes": (string)[],"token_hash": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"expires_at": string,"id"?: string,"last_used_at"?: string | null,"membership_id": string,"name": string,"organization_id": string,"revoked_at"?: string | null,"scopes": (string)[],"token_hash": string
                  }
                  Update: {
                    "created_at"?: string,"expires_at"?: string,"id"?: string,"last_used_at"?: string | null,"membership_id"?: string,"name"?: string,"organization_id"?: string,"revoked_at"?: string | null,"scopes"?: (string)[],"token_hash"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "access_tokens_membership_id_fkey"
      columns: ["membership_id"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "access_tokens_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"activity": {
                  Row: {
                    "action": string,"at": string,"changes": Json | null,"detail": string | null,"goal_id": string | null,"id": number,"membership_id": string | null,"name": string | null,"organization_id": string,"subject": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"at"?: string,"changes"?: Json | null,"detail"?: string | null,"goal_id"?: string | null,"id"?: never,"membership_id"?: string | null,"name"?: string | null,"organization_id": string,"subject"?: string | null
                  }
                  Update: {
                    "action"?: string,"at"?: string,"changes"?: Json | null,"detail"?: string | null,"goal_id"?: string | null,"id"?: never,"membership_id"?: string | null,"name"?: string | null,"organization_id"?: string,"subject"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "activity_membership_id_fkey"
      columns: ["membership_id"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activity_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"autosaves": {
                  Row: {
                    "form": string,"id": string,"membership_id": string,"organization_id": string,"saved_at": string,"title": string,"typed": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "form": string,"id"?: string,"membership_id": string,"organization_id": string,"saved_at"?: string,"title": string,"typed": NonNullable<Json>
                  }
                  Update: {
                    "form"?: string,"id"?: string,"membership_id"?: string,"organization_id"?: string,"saved_at"?: string,"title"?: string,"typed"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "autosaves_membership_id_fkey"
      columns: ["membership_id"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "autosaves_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"draft_comments": {
                  Row: {
                    "body": string,"created_at": string,"created_by": string,"draft_id": string,"id": string,"organization_id": string,"returned_facts": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"created_at"?: string,"created_by": string,"draft_id": string,"id"?: string,"organization_id": string,"returned_facts": NonNullable<Json>
                  }
                  Update: {
                    "body"?: string,"created_at"?: string,"created_by"?: string,"draft_id"?: string,"id"?: string,"organization_id"?: string,"returned_facts"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "draft_comments_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_comments_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_comments_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"drafts": {
                  Row: {
                    "created_at": string,"created_by": string,"editors": (string)[],"facts": NonNullable<Json>,"id": string,"kind": string,"organization_id": string,"published_seq": number | null,"seen_by": string,"status": string,"subject": string | null,"submitted_at": string | null,"submitted_by": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by": string,"editors"?: (string)[],"facts": NonNullable<Json>,"id"?: string,"kind": string,"organization_id": string,"published_seq"?: number | null,"seen_by": string,"status"?: string,"subject"?: string | null,"submitted_at"?: string | null,"submitted_by"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string,"editors"?: (string)[],"facts"?: NonNullable<Json>,"id"?: string,"kind"?: string,"organization_id"?: string,"published_seq"?: number | null,"seen_by"?: string,"status"?: string,"subject"?: string | null,"submitted_at"?: string | null,"submitted_by"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "drafts_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "drafts_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "drafts_published_seq_fkey"
      columns: ["published_seq"]
isOneToOne: true
      referencedRelation: "record_entries"
      referencedColumns: ["seq"]
    },{
      foreignKeyName: "drafts_submitted_by_fkey"
      columns: ["submitted_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    }
                  ]
                },"evidence": {
                  Row: {
                    "archived_url": string | null,"criteria": (number)[],"file_name": string | null,"file_sha256": string | null,"id": string,"kind": string,"organization_id": string,"position": number,"redaction_category": string | null,"redaction_description": string | null,"sha256": string | null,"title": string,"update_id": string,"url": string | null,"visibility": string
                  }
                  ComputedFields: never
                  Insert: {
                    "archived_url"?: string | null,"criteria"?: (number)[],"file_name"?: string | null,"file_sha256"?: string | null,"id"?: string,"kind": string,"organization_id": string,"position": number,"redaction_category"?: string | null,"redaction_description"?: string | null,"sha256"?: string | null,"title": string,"update_id": string,"url"?: string | null,"visibility": string
                  }
                  Update: {
                    "archived_url"?: string | null,"criteria"?: (number)[],"file_name"?: string | null,"file_sha256"?: string | null,"id"?: string,"kind"?: string,"organization_id"?: string,"position"?: number,"redaction_category"?: string | null,"redaction_description"?: string | null,"sha256"?: string | null,"title"?: string,"update_id"?: string,"url"?: string | null,"visibility"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "evidence_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "evidence_update_id_fkey"
      columns: ["update_id"]
isOneToOne: false
      referencedRelation: "progress_updates"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "file_is_held"
      columns: ["organization_id","file_sha256"]
isOneToOne: false
      referencedRelation: "evidence_files"
      referencedColumns: ["organization_id","sha256"]
    }
                  ]
                },"evidence_files": {
                  Row: {
                    "bytes": number,"created_at": string,"created_by": string | null,"id": string,"media_type": string,"name": string,"organization_id": string,"sha256": string,"uploaded_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "bytes": number,"created_at"?: string,"created_by"?: string | null,"id"?: string,"media_type": string,"name": string,"organization_id": string,"sha256": string,"uploaded_at"?: string
                  }
                  Update: {
                    "bytes"?: number,"created_at"?: string,"created_by"?: string | null,"id"?: string,"media_type"?: string,"name"?: string,"organization_id"?: string,"sha256"?: string,"uploaded_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "evidence_files_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "evidence_files_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"goal_drafts": {
                  Row: {
                    "condition_text": string | null,"condition_threshold": string | null,"created_at": string,"criteria": (string)[],"effective_on": string | null,"goal_id": string,"organization_id": string,"outlook": string | null,"source": string | null,"statement": string,"target_basis": string | null,"target_note": string | null,"target_on": string | null,"target_within": number | null,"title": string,"translation": Json | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "condition_text"?: string | null,"condition_threshold"?: string | null,"created_at"?: string,"criteria"?: (string)[],"effective_on"?: string | null,"goal_id": string,"organization_id": string,"outlook"?: string | null,"source"?: string | null,"statement"?: string,"target_basis"?: string | null,"target_note"?: string | null,"target_on"?: string | null,"target_within"?: number | null,"title": string,"translation"?: Json | null,"updated_at"?: string
                  }
                  Update: {
                    "condition_text"?: string | null,"condition_threshold"?: string | null,"created_at"?: string,"criteria"?: (string)[],"effective_on"?: string | null,"goal_id"?: string,"organization_id"?: string,"outlook"?: string | null,"source"?: string | null,"statement"?: string,"target_basis"?: string | null,"target_note"?: string | null,"target_on"?: string | null,"target_within"?: number | null,"title"?: string,"translation"?: Json | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "goal_drafts_goal_id_fkey"
      columns: ["goal_id"]
isOneToOne: true
      referencedRelation: "goals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goal_drafts_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"goal_owners": {
                  Row: {
                    "goal_id": string,"id": string,"membership_id": string | null,"organization_id": string,"team_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "goal_id": string,"id"?: string,"membership_id"?: string | null,"organization_id": string,"team_id"?: string | null
                  }
                  Update: {
                    "goal_id"?: string,"id"?: string,"membership_id"?: string | null,"organization_id"?: string,"team_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "goal_owners_goal_id_fkey"
      columns: ["goal_id"]
isOneToOne: false
      referencedRelation: "goals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goal_owners_membership_id_fkey"
      columns: ["membership_id"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goal_owners_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goal_owners_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    }
                  ]
                },"goals": {
                  Row: {
                    "area": string,"created_at": string,"created_by": string | null,"id": string,"key": string,"organization_id": string,"predecessor_id": string | null,"published_seq": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "area": string,"created_at"?: string,"created_by"?: string | null,"id"?: string,"key": string,"organization_id": string,"predecessor_id"?: string | null,"published_seq"?: number | null
                  }
                  Update: {
                    "area"?: string,"created_at"?: string,"created_by"?: string | null,"id"?: string,"key"?: string,"organization_id"?: string,"predecessor_id"?: string | null,"published_seq"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "goals_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goals_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goals_predecessor_id_fkey"
      columns: ["predecessor_id"]
isOneToOne: false
      referencedRelation: "goals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goals_published_seq_fkey"
      columns: ["published_seq"]
isOneToOne: true
      referencedRelation: "record_entries"
      referencedColumns: ["seq"]
    }
                  ]
                },"import_steps": {
                  Row: {
                    "facts": string | null,"goal": string | null,"import_id": string,"kind": string | null,"original": string | null,"position": number,"rows": Json | null,"step": NonNullable<Json>,"update_day": string | null,"update_key": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "facts"?: string | null,"goal"?: never,"import_id": string,"kind"?: never,"original"?: string | null,"position": number,"rows"?: Json | null,"step": NonNullable<Json>,"update_day"?: never,"update_key"?: never
                  }
                  Update: {
                    "facts"?: string | null,"goal"?: never,"import_id"?: string,"kind"?: never,"original"?: string | null,"position"?: number,"rows"?: Json | null,"step"?: NonNullable<Json>,"update_day"?: never,"update_key"?: never
                  }
                  Relationships: [
                    {
      foreignKeyName: "import_steps_import_id_fkey"
      columns: ["import_id"]
isOneToOne: false
      referencedRelation: "imports"
      referencedColumns: ["id"]
    }
                  ]
                },"imports": {
                  Row: {
                    "added": number,"created_at": string,"created_by": string | null,"expected": number,"id": string,"notes": (string)[],"organization_id": string | null,"published_after": number | null,"refusal": Json | null,"registration": Json | null,"rehearsed": number,"rules": string,"settled": number,"slug": string,"state": string,"total": number,"touched_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "added"?: number,"created_at"?: string,"created_by"?: string | null,"expected": number,"id"?: string,"notes"?: (string)[],"organization_id"?: string | null,"published_after"?: number | null,"refusal"?: Json | null,"registration"?: Json | null,"rehearsed"?: number,"rules"?: string,"settled"?: number,"slug": string,"state"?: never,"total": number,"touched_at"?: string
                  }
                  Update: {
                    "added"?: number,"created_at"?: string,"created_by"?: string | null,"expected"?: number,"id"?: string,"notes"?: (string)[],"organization_id"?: string | null,"published_after"?: number | null,"refusal"?: Json | null,"registration"?: Json | null,"rehearsed"?: number,"rules"?: string,"settled"?: number,"slug"?: string,"state"?: never,"total"?: number,"touched_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "imports_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "imports_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"invitations": {
                  Row: {
                    "accepted_at": string | null,"created_at": string,"created_by": string,"email": string,"expires_at": string,"id": string,"organization_id": string,"review_access": string | null,"revoked_at": string | null,"role": string,"token_hash": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"created_at"?: string,"created_by": string,"email": string,"expires_at"?: string,"id"?: string,"organization_id": string,"review_access"?: string | null,"revoked_at"?: string | null,"role": string,"token_hash": string
                  }
                  Update: {
                    "accepted_at"?: string | null,"created_at"?: string,"created_by"?: string,"email"?: string,"expires_at"?: string,"id"?: string,"organization_id"?: string,"review_access"?: string | null,"revoked_at"?: string | null,"role"?: string,"token_hash"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "invitations_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invitations_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"memberships": {
                  Row: {
                    "created_at": string,"email": string | null,"ever_in_team": boolean,"id": string,"name": string,"office": string | null,"organization_id": string,"removed_at": string | null,"review_access": string | null,"role": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"email"?: string | null,"ever_in_team"?: boolean,"id"?: string,"name": string,"office"?: string | null,"organization_id": string,"removed_at"?: string | null,"review_access"?: string | null,"role": string,"user_id"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"email"?: string | null,"ever_in_team"?: boolean,"id"?: string,"name"?: string,"office"?: string | null,"organization_id"?: string,"removed_at"?: string | null,"review_access"?: string | null,"role"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "memberships_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"notice_preferences": {
                  Row: {
                    "delivery": string,"language": string,"membership_id": string,"organization_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "delivery"?: string,"language"?: string,"membership_id": string,"organization_id": string,"updated_at"?: string
                  }
                  Update: {
                    "delivery"?: string,"language"?: string,"membership_id"?: string,"organization_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notice_preferences_membership_id_fkey"
      columns: ["membership_id"]
isOneToOne: true
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notice_preferences_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"notices": {
                  Row: {
                    "attempts": number,"claimed_at": string | null,"created_at": string,"digest": boolean,"draft_id": string | null,"event": string,"failed_at": string | null,"goal_id": string | null,"handed_over_at": string | null,"id": string,"kind": string,"last_error": string | null,"mail": string | null,"membership_id": string,"occasion": string,"organization_id": string,"retry_at": string | null,"sent_at": string | null,"unsubscribe_hash": string | null,"update_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"claimed_at"?: string | null,"created_at"?: string,"digest"?: boolean,"draft_id"?: string | null,"event": string,"failed_at"?: string | null,"goal_id"?: string | null,"handed_over_at"?: string | null,"id"?: string,"kind": string,"last_error"?: string | null,"mail"?: string | null,"membership_id": string,"occasion": string,"organization_id": string,"retry_at"?: string | null,"sent_at"?: string | null,"unsubscribe_hash"?: string | null,"update_id"?: string | null
                  }
                  Update: {
                    "attempts"?: number,"claimed_at"?: string | null,"created_at"?: string,"digest"?: boolean,"draft_id"?: string | null,"event"?: string,"failed_at"?: string | null,"goal_id"?: string | null,"handed_over_at"?: string | null,"id"?: string,"kind"?: string,"last_error"?: string | null,"mail"?: string | null,"membership_id"?: string,"occasion"?: string,"organization_id"?: string,"retry_at"?: string | null,"sent_at"?: string | null,"unsubscribe_hash"?: string | null,"update_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "notices_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notices_goal_id_fkey"
      columns: ["goal_id"]
isOneToOne: false
      referencedRelation: "goals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notices_membership_id_fkey"
      columns: ["membership_id"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notices_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notices_update_id_fkey"
      columns: ["update_id"]
isOneToOne: false
      referencedRelation: "progress_updates"
      referencedColumns: ["id"]
    }
                  ]
                },"organizations": {
                  Row: {
                    "cadence_days": number,"created_at": string,"id": string,"kept_by": string,"kept_by_note": string | null,"name": string,"roadmap_title": string,"roadmap_url": string,"slug": string,"two_person_rule": boolean | null,"url": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cadence_days": number,"created_at"?: string,"id"?: string,"kept_by": string,"kept_by_note"?: string | null,"name": string,"roadmap_title": string,"roadmap_url": string,"slug": string,"two_person_rule"?: boolean | null,"url": string
                  }
                  Update: {
                    "cadence_days"?: number,"created_at"?: string,"id"?: string,"kept_by"?: string,"kept_by_note"?: string | null,"name"?: string,"roadmap_title"?: string,"roadmap_url"?: string,"slug"?: string,"two_person_rule"?: boolean | null,"url"?: string
                  }
                  Relationships: [
                    
                  ]
                },"progress_updates": {
                  Row: {
                    "corrects_id": string | null,"created_at": string,"created_by": string | null,"edited_by": string | null,"editors": (string)[],"effective_on": string,"goal_id": string,"grade": number,"id": string,"key": string | null,"met": (number)[] | null,"narrative": string,"organization_id": string,"published_seq": number | null,"source": string | null,"status": string,"submitted_at": string | null,"translation": Json | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "corrects_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"edited_by"?: string | null,"editors"?: (string)[],"effective_on": string,"goal_id": string,"grade": number,"id"?: string,"key"?: string | null,"met"?: (number)[] | null,"narrative"?: string,"organization_id": string,"published_seq"?: number | null,"source"?: string | null,"status"?: string,"submitted_at"?: string | null,"translation"?: Json | null,"updated_at"?: string
                  }
                  Update: {
                    "corrects_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"edited_by"?: string | null,"editors"?: (string)[],"effective_on"?: string,"goal_id"?: string,"grade"?: number,"id"?: string,"key"?: string | null,"met"?: (number)[] | null,"narrative"?: string,"organization_id"?: string,"published_seq"?: number | null,"source"?: string | null,"status"?: string,"submitted_at"?: string | null,"translation"?: Json | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "progress_updates_corrects_id_fkey"
      columns: ["corrects_id"]
isOneToOne: false
      referencedRelation: "progress_updates"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "progress_updates_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "progress_updates_edited_by_fkey"
      columns: ["edited_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "progress_updates_goal_id_fkey"
      columns: ["goal_id"]
isOneToOne: false
      referencedRelation: "goals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "progress_updates_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "progress_updates_published_seq_fkey"
      columns: ["published_seq"]
isOneToOne: true
      referencedRelation: "record_entries"
      referencedColumns: ["seq"]
    }
                  ]
                },"record_entries": {
                  Row: {
                    "body": string,"closed_as": string | null,"criteria": number | null,"effective_on": string,"envelope": string,"goal": string | null,"kind": string,"leaf_hash": string,"organization_id": string,"recorded_at": string,"seq": number
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"closed_as"?: string | null,"criteria"?: number | null,"effective_on": string,"envelope": string,"goal"?: string | null,"kind": string,"leaf_hash": string,"organization_id": string,"recorded_at": string,"seq": number
                  }
                  Update: {
                    "body"?: string,"closed_as"?: string | null,"criteria"?: number | null,"effective_on"?: string,"envelope"?: string,"goal"?: string | null,"kind"?: string,"leaf_hash"?: string,"organization_id"?: string,"recorded_at"?: string,"seq"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "record_entries_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"team_members": {
                  Row: {
                    "id": string,"membership_id": string,"organization_id": string,"team_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "id"?: string,"membership_id": string,"organization_id": string,"team_id": string
                  }
                  Update: {
                    "id"?: string,"membership_id"?: string,"organization_id"?: string,"team_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "team_members_membership_id_fkey"
      columns: ["membership_id"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "team_members_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "team_members_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    }
                  ]
                },"teams": {
                  Row: {
                    "created_at": string,"created_by": string,"id": string,"name": string,"organization_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by": string,"id"?: string,"name": string,"organization_id": string
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string,"id"?: string,"name"?: string,"organization_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "teams_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "teams_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"update_comments": {
                  Row: {
                    "body": string,"created_at": string,"created_by": string,"id": string,"organization_id": string,"returned_version": Json | null,"returns": boolean,"update_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"created_at"?: string,"created_by": string,"id"?: string,"organization_id": string,"returned_version"?: Json | null,"returns"?: boolean,"update_id": string
                  }
                  Update: {
                    "body"?: string,"created_at"?: string,"created_by"?: string,"id"?: string,"organization_id"?: string,"returned_version"?: Json | null,"returns"?: boolean,"update_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "update_comments_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "update_comments_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "update_comments_update_id_fkey"
      columns: ["update_id"]
isOneToOne: false
      referencedRelation: "progress_updates"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "accept_invitation":
{ Args: { "name": string,"token": string }; Returns: string
                           },
"account_of":
{ Args: { "address": string }; Returns: {
              "confirmed": boolean,"has_password": boolean,"id": string
            }[]
                           },
"account_of_link":
{ Args: { "token_hash": string }; Returns: {
              "confirmed": boolean,"email": string
            }[]
                           },
"add_import_steps":
{ Args: { "first": number,"import": string,"steps": Json }; Returns: {
              "added": number,
"created_at": string,
"created_by": string | null,
"expected": number,
"id": string,
"notes": (string)[],
"organization_id": string | null,
"published_after": number | null,
"refusal": Json | null,
"registration": Json | null,
"rehearsed": number,
"rules": string,
"settled": number,
"slug": string,
"state": string,
"total": number,
"touched_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "imports"
        isOneToOne: true
        isSetofReturn: false
      } },
"autosave":
{ Args: { "based_on"?: string,"form": string,"organization": string,"title": string,"typed": Json }; Returns: string
                           },
"begin_import":
{ Args: { "expected": number,"notes"?: (string)[],"organization": string,"total": number }; Returns: string
                           },
"change_my_details":
{ Args: { "name": string,"office": string,"organization": string }; Returns: undefined
                           },
"choose_notices":
{ Args: { "delivery": string,"language": string,"organization": string }; Returns: undefined
                           },
"claim_notices":
{ Args: Record<PropertyKey, never>; Returns: {
              "corrects": boolean,"draft_id": string,"due_on": string,"email": string,"event": string,"facts": Json,"goal_key": string,"goal_title": string,"grade": number,"grade_before": number,"kind": string,"language": string,"mail": string,"name": string,"notice": string,"organization_name": string,"organization_slug": string,"seq": number,"subject": string,"update_id": string,"update_on": string,"who": string
            }[]
                           },
"confirm_notices":
{ Args: { "mail": string }; Returns: undefined
                           },
"count_tries":
{ Args: { "ceilings": (number)[],"keys": (string)[],"seconds": number }; Returns: {
              "over": string,"wait": number
            }[]
                           },
"create_access_token":
{ Args: { "days": number,"name": string,"organization": string,"scopes": (string)[] }; Returns: string
                           },
"create_goal":
{ Args: { "draft": Json,"organization": string }; Returns: string
                           },
"create_invitation":
{ Args: { "email": string,"organization": string,"review_access"?: string,"role": string }; Returns: string
                           },
"delete_account":
{ Args: { "by_themselves": boolean,"person": string }; Returns: undefined
                           },
"discard_draft":
{ Args: { "draft": string }; Returns: undefined
                           },
"drafts_of_former_role":
{ Args: Record<PropertyKey, never>; Returns: {
              "facts": Json,"id": string,"kind": string,"organization_name": string,"updated_at": string
            }[]
                           },
"expect_file":
{ Args: { "organization": string,"sha256"?: string,"token": string }; Returns: boolean
                           },
"forget_import":
{ Args: { "at_most": number,"import": string }; Returns: string
                           },
"forget_tries":
{ Args: { "others": (string)[],"own"?: string }; Returns: undefined
                           },
"forget_unused_files":
{ Args: { "organization": string }; Returns: string[]
                           },
"hand_over_notices":
{ Args: { "mail": string }; Returns: string
                           },
"hold_file":
{ Args: { "name": string,"organization": string,"sha256": string }; Returns: string
                           },
"hold_posted_file":
{ Args: { "bytes": number,"name": string,"organization": string,"sha256": string,"token": string }; Returns: Json
                           },
"import_drafts":
{ Args: { "goals": Json,"newest"?: string,"organization": string,"updates": Json }; Returns: number
                           },
"invitation_details":
{ Args: { "token": string }; Returns: {
              "email": string,"organization_name": string,"organization_slug": string,"review_access": string,"role": string,"status": string
            }[]
                           },
"member_addresses":
{ Args: { "organization": string }; Returns: {
              "email": string,"id": string
            }[]
                           },
"needs_set_up":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"notice_link":
{ Args: { "token": string }; Returns: {
              "delivery": string,"organization_name": string
            }[]
                           },
"operator_add_member":
{ Args: { "person": string,"person_name": string,"role": string,"slug": string }; Returns: undefined
                           },
"operator_begin_import":
{ Args: { "expected": number,"registration": Json,"slug": string,"total": number }; Returns: string
                           },
"operator_set_up":
{ Args: { "leader": string,"leader_name": string,"registration": Json,"slug": string }; Returns: string
                           },
"post_progress_update":
{ Args: { "draft": Json,"evidence": Json,"fingerprint": string,"goal": string,"idempotency_key": string,"organization": string,"submit": boolean,"token": string }; Returns: Json
                           },
"posted_update":
{ Args: { "fingerprint": string,"idempotency_key": string,"organization": string,"submit": boolean,"token": string }; Returns: Json
                           },
"preview_draft":
{ Args: { "added"?: Json,"draft": string }; Returns: Json
                           },
"publish_drafts":
{ Args: { "drafts": Json }; Returns: (number)[]
                           },
"publish_goal":
{ Args: { "goal": string,"seen"?: string }; Returns: number
                           },
"publish_goals":
{ Args: { "goals": Json }; Returns: (number)[]
                           },
"publish_import":
{ Args: { "import": string }; Returns: {
              "added": number,
"created_at": string,
"created_by": string | null,
"expected": number,
"id": string,
"notes": (string)[],
"organization_id": string | null,
"published_after": number | null,
"refusal": Json | null,
"registration": Json | null,
"rehearsed": number,
"rules": string,
"settled": number,
"slug": string,
"state": string,
"total": number,
"touched_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "imports"
        isOneToOne: true
        isSetofReturn: false
      } },
"publish_progress_update":
{ Args: { "progress_update": string,"seen"?: string }; Returns: number
                           },
"queue_due_notices":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"refuse_notices":
{ Args: { "mail": string,"permanent": boolean,"reason": string }; Returns: boolean
                           },
"rehearse_import":
{ Args: { "at_most": number,"import": string }; Returns: {
              "added": number,
"created_at": string,
"created_by": string | null,
"expected": number,
"id": string,
"notes": (string)[],
"organization_id": string | null,
"published_after": number | null,
"refusal": Json | null,
"registration": Json | null,
"rehearsed": number,
"rules": string,
"settled": number,
"slug": string,
"state": string,
"total": number,
"touched_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "imports"
        isOneToOne: true
        isSetofReturn: false
      } },
"return_draft":
{ Args: { "comment": string,"draft": string }; Returns: undefined
                           },
"return_progress_update":
{ Args: { "comment": string,"progress_update": string }; Returns: undefined
                           },
"save_draft":
{ Args: { "draft"?: string,"facts": Json,"kind": string,"organization": string,"seen"?: string }; Returns: string
                           },
"save_draft_goal":
{ Args: { "draft": Json,"goal": string,"seen"?: string }; Returns: undefined
                           },
"save_progress_update":
{ Args: { "corrects"?: string,"draft": Json,"evidence": Json,"goal": string,"progress_update"?: string,"seen"?: string }; Returns: string
                           },
"set_two_person_rule":
{ Args: { "enforced": boolean,"organization": string }; Returns: number
                           },
"settle_import":
{ Args: { "at_most": number,"import": string }; Returns: {
              "added": number,
"created_at": string,
"created_by": string | null,
"expected": number,
"id": string,
"notes": (string)[],
"organization_id": string | null,
"published_after": number | null,
"refusal": Json | null,
"registration": Json | null,
"rehearsed": number,
"rules": string,
"settled": number,
"slug": string,
"state": string,
"total": number,
"touched_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "imports"
        isOneToOne: true
        isSetofReturn: false
      } },
"stop_notices":
{ Args: { "token": string }; Returns: boolean
                           },
"submit_draft":
{ Args: { "added"?: Json,"draft": string,"seen"?: string }; Returns: undefined
                           },
"submit_progress_update":
{ Args: { "progress_update": string,"seen"?: string }; Returns: undefined
                           },
"take_back_draft":
{ Args: { "draft": string }; Returns: undefined
                           },
"take_back_progress_update":
{ Args: { "progress_update": string }; Returns: undefined
                           },
"uncertain_notices":
{ Args: { "mail"?: string }; Returns: {
              "event": string,"handed_over_at": string,"kind": string,"notice": string
            }[]
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
