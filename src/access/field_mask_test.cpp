#include "access/field_mask.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "access/default_roles_test_support.hpp"
#include "access/field_names.hpp"
#include "access/mask_cache.hpp"
#include "access/permission_catalogue.hpp"
#include "access/seed.hpp"

namespace amparo::access {
namespace {

using testing::actor_with;

constexpr std::string_view cp = "primeromodule-cp";

/// A default role as it is stored: with its forms spelled out.
std::shared_ptr<Role> stored_role(std::string_view unique_id) {
    for (const auto& configured : testing::configured_roles()) {
        if (json::string_or(configured, "unique_id") != unique_id) continue;
        return std::make_shared<Role>(
            read_role(seeded_role(configured, *testing::default_definitions()).value()).value());
    }
    throw std::runtime_error("no such role");
}

const forms::Definitions& definitions() {
    return *testing::default_definitions();
}

FieldMask readable(const std::shared_ptr<const Role>& role, std::string_view type = "case",
                   std::string_view module_id = "") {
    return readable_fields(actor_with(role), definitions(), type, module_id);
}

WriteMask writable(const std::shared_ptr<const Role>& role, WriteKind kind = WriteKind::update,
                   std::string_view action = "", std::string_view type = "case") {
    return writable_fields(actor_with(role), definitions(), {type, cp, kind, action});
}

TEST(ReadableFields, AreThoseOfTheRolesFormsAndNoOthers) {
    const auto provider = readable(stored_role("role-cp-service-provider"));
    EXPECT_TRUE(provider.allows("name_first"));
    EXPECT_TRUE(provider.allows("services_section"));
    EXPECT_FALSE(provider.allows("closure_reason")) << "on no form of the role";
    EXPECT_FALSE(provider.allows("unaccompanied_separated_status"));
    EXPECT_FALSE(provider.allows("incident_details"));
    const auto worker = readable(stored_role("role-cp-case-worker"));
    EXPECT_TRUE(worker.allows("name_first"));
    EXPECT_TRUE(worker.allows("owned_by"));
    EXPECT_TRUE(worker.allows("incident_details"));
}

TEST(ReadableFields, AreNoneWithoutTheRightToList) {
    auto role = stored_role("role-cp-case-worker");
    EXPECT_TRUE(readable(role, "tracing_request").fields.empty());
    EXPECT_TRUE(readable(role, "family").fields.empty());
    EXPECT_TRUE(readable(role, "user").fields.empty());
    role->permissions.at("case").erase("read");
    EXPECT_TRUE(readable(role).fields.empty());
}

TEST(ReadableFields, OfAnotherModuleShowNoFormFields) {
    const auto role = stored_role("role-cp-case-worker");
    EXPECT_TRUE(readable(role, "case", cp).allows("name_first"));
    const auto elsewhere = readable(role, "case", "primeromodule-gbv");
    EXPECT_FALSE(elsewhere.allows("name_first"));
    EXPECT_TRUE(elsewhere.allows("short_id"));
}

struct Grant {
    const char* resource;
    const char* action;
    std::vector<std::string> fields;
};

/// records.md §6, point 5: each row adds its keys, and without it they are not there.
TEST(ReadableFields, GrowWithEachPermissionOfTheTable) {
    const std::vector<Grant> grants = {
        {"case", "flag", {"flag_count", "flagged"}},
        {"case", "write", {"hidden_name"}},
        {"case", "sync_external", {"synced_at", "mark_synced_status"}},
        {"case", "view_incident_from_case", {"incident_details"}},
        {"case",
         "request_approval_closure",
         {"closure_approved", "approval_status_closure", "approval_subforms"}},
        {"case", "approve_case_plan", {"case_plan_approved_date", "case_plan_approval_type"}},
        {"dashboard", "approvals_gbv_closure_pending", {"gbv_closure_approved_comments"}},
        {"dashboard", "cases_by_task_overdue_followups", {"followup_due_dates"}},
        {"dashboard", "case_risk", {"risk_level"}},
        {"dashboard", "dash_shared_with_me", {"referred_users", "transferred_to_users"}},
        {"dashboard", "dash_shared_with_others", {"referred_users_present", "transfer_status"}},
        {"dashboard", "dash_shared_from_my_team", {"referred_users_pending_present"}},
        {"dashboard", "dash_shared_with_my_team", {"referred_users_accepted"}},
        {"dashboard", "dash_shared_with_my_team_overview", {"transferred_to_user_groups"}},
        {"case", "add_registry_record", {"registry_record_id", "registry_no"}},
        {"case", "link_family_record", {"family_member_id", "family_number"}},
        {"case", "view_photo", {"photo"}},
    };
    const auto bare = testing::role_on("case", {"read"});
    for (const auto& grant : grants) {
        auto role = std::make_shared<Role>(*bare);
        role->permissions[grant.resource].insert(grant.action);
        for (const auto& field : grant.fields) {
            EXPECT_FALSE(readable(bare).allows(field)) << field;
            EXPECT_TRUE(readable(role).allows(field)) << grant.action << " " << field;
        }
    }
    auto searcher = std::make_shared<Role>(*bare);
    searcher->permissions.at("case").insert("search_owned_by_others");
    EXPECT_FALSE(readable(searcher).allows("photos"));
    searcher->permissions.at("case").insert("display_view_page");
    EXPECT_TRUE(readable(searcher).allows("photos"));
}

TEST(ReadableFields, OfTheOtherTypesHaveTheirOwnRows) {
    auto role = testing::role_on("incident", {"read"});
    role->permissions["tracing_request"] = {"read"};
    EXPECT_TRUE(readable(role, "incident").allows("incident_date_derived"));
    EXPECT_FALSE(readable(role, "incident").allows("workflow"));
    EXPECT_TRUE(readable(role, "tracing_request").allows("tracing_names"));
    role->permissions["case"] = {"incident_from_case"};
    EXPECT_TRUE(readable(role, "incident").allows("case_id_display"));
    EXPECT_FALSE(readable(role, "incident").allows("individual_violations"));
    role->module_ids = {"primeromodule-mrm"};
    EXPECT_TRUE(readable(role, "incident").allows("individual_violations"));
}

TEST(ReadableFields, SayWhomACaseIsAttributedToOnlyToReadersOfCases) {
    auto role = stored_role("role-cp-case-worker");
    for (const auto* key : {"identified_by", "identified_by_full_name"})
        EXPECT_TRUE(readable(role).allows(key)) << key;
    role->permissions.erase("case");
    for (const auto* key : {"identified_by", "identified_by_full_name"})
        EXPECT_FALSE(readable(role).allows(key)) << key;
}

TEST(ReadableFields, OfAnIdentifiedUserAreTheFormsAndLittleElse) {
    auto role = stored_role("role-referral");
    role->scope = ScopeKind::identified;
    const auto mask = readable(role);
    EXPECT_TRUE(mask.allows("name_first"));
    EXPECT_TRUE(mask.allows("identified_by"));
    EXPECT_TRUE(mask.allows("status"));
    EXPECT_TRUE(mask.allows("flag_count"));
    for (const auto* hidden : {"owned_by", "created_at", "family_id", "associated_user_names",
                               "assigned_user_names", "last_updated_by"}) {
        EXPECT_FALSE(mask.allows(hidden)) << hidden;
    }
}

TEST(SummaryFields, AreThoseOfTheTypeAndPreviewAddsItsOwn) {
    const auto summary = summary_fields(definitions(), "case");
    EXPECT_TRUE(summary.allows("case_id_display"));
    EXPECT_TRUE(summary.allows("record_in_scope"));
    EXPECT_FALSE(summary.allows("date_of_birth"));
    EXPECT_FALSE(summary.allows("relation_name"));
    const auto preview = preview_fields(definitions(), "case");
    EXPECT_TRUE(preview.allows("date_of_birth"));
    EXPECT_TRUE(preview.allows("owned_by_text")) << "flagged show_on_minify_form";
    EXPECT_TRUE(summary_fields(definitions(), "tracing_request").allows("relation_name"));
}

TEST(WritableFields, AreThoseOfWritableForms) {
    auto role = stored_role("role-cp-service-provider");
    const auto mask = writable(role);
    EXPECT_TRUE(mask.form_fields.contains("name_first"));
    ASSERT_NE(mask.form_fields.at("services_section"), nullptr);
    EXPECT_EQ(mask.form_fields.at("services_section")->type, forms::FieldType::subform);
    EXPECT_FALSE(mask.form_fields.contains("closure_reason"));
    role->form_access.at("basic_identity") = "r";
    EXPECT_FALSE(writable(role).form_fields.contains("name_first")) << "r only reads";
    EXPECT_TRUE(readable(role).allows("name_first"));
}

TEST(WritableFields, AreNoneWithoutWrite) {
    const auto manager = stored_role("role-cp-manager");
    const auto mask = writable(manager);
    EXPECT_TRUE(mask.form_fields.empty());
    EXPECT_TRUE(mask.system_keys.empty());
    EXPECT_TRUE(writable(manager, WriteKind::create).form_fields.empty());
    EXPECT_FALSE(
        writable(stored_role("role-cp-case-worker"), WriteKind::create).form_fields.empty());
}

TEST(WritableFields, LeaveOutPhotosHeadingsAndOtherModules) {
    const auto role = stored_role("role-cp-case-worker");
    const auto mask = writable(role);
    EXPECT_FALSE(mask.form_fields.contains("photos"));
    EXPECT_FALSE(mask.form_fields.contains("current_owner_separator"));
    const auto elsewhere =
        writable_fields(actor_with(role), definitions(), {"case", "primeromodule-gbv"});
    EXPECT_FALSE(elsewhere.form_fields.contains("name_first"));
}

TEST(WritableFields, NeverHoldWhatTheServerKeeps) {
    auto role = stored_role("role-superuser");
    for (const auto kind : {WriteKind::create, WriteKind::update}) {
        const auto mask = writable(role, kind);
        for (const auto* name :
             {"case_id", "case_id_display", "created_by", "owned_by_agency_id", "owned_by_groups",
              "previously_owned_by", "previously_owned_by_agency", "assigned_user_names",
              "associated_user_names", "flag_count", "reopened_logs", "closure_approved",
              "approval_status_case_plan", "approval_subforms", "last_referral_done_at",
              "service_due_dates", "last_updated_by", "case_type", "registry_no"}) {
            EXPECT_FALSE(mask.form_fields.contains(name)) << name;
            EXPECT_FALSE(mask.system_keys.contains(name)) << name;
        }
    }
    EXPECT_TRUE(is_server_only("referred_users_pending"));
    EXPECT_FALSE(is_server_only("short_id"));
    EXPECT_FALSE(is_server_only("name_first"));
    EXPECT_FALSE(is_server_only("last_referral"));
}

TEST(WritableFields, TakeTheNumberOnlyOnCreation) {
    const auto role = stored_role("role-cp-case-worker");
    EXPECT_TRUE(writable(role, WriteKind::create).system_keys.contains("short_id"));
    const auto update = writable(role);
    EXPECT_FALSE(update.system_keys.contains("short_id"));
    EXPECT_FALSE(update.form_fields.contains("short_id"));
    for (const auto* key : {"owned_by", "module_id", "created_at"}) {
        EXPECT_TRUE(writable(role, WriteKind::create).system_keys.contains(key)) << key;
        EXPECT_FALSE(update.system_keys.contains(key)) << key;
        EXPECT_FALSE(update.form_fields.contains(key)) << key;
    }
}

TEST(WritableFields, RefuseAloudWhatNeedsAnotherRight) {
    auto role = stored_role("role-cp-case-worker");
    role->permissions.at("case").erase("enable_disable_record");
    const auto mask = writable(role);
    for (const auto* key : {"owned_by", "module_id", "record_state", "identified_by", "family_id",
                            "registry_record_id", "case_status_reopened"}) {
        EXPECT_TRUE(mask.refused_keys.contains(key)) << key;
        EXPECT_FALSE(mask.form_fields.contains(key)) << key;
    }
    role->permissions.at("case").insert(
        {"enable_disable_record", "attribute", "link_family_record", "reopen"});
    const auto more = writable(role);
    for (const auto* key : {"record_state", "identified_by", "family_id", "family_member_id",
                            "workflow", "case_status_reopened"}) {
        EXPECT_TRUE(more.system_keys.contains(key)) << key;
        EXPECT_FALSE(more.refused_keys.contains(key)) << key;
    }
    EXPECT_TRUE(more.refused_keys.contains("owned_by"));
}

TEST(WritableFields, GrantSubformsOfActionsForAppending) {
    auto role = stored_role("role-cp-service-provider");
    role->form_access.at("services") = "r";
    role->form_access.at("notes") = "r";
    const auto mask = writable(role);
    EXPECT_TRUE(mask.form_fields.contains("services_section"));
    EXPECT_TRUE(mask.append_only_subforms.contains("services_section"));
    EXPECT_FALSE(mask.form_fields.contains("notes_section")) << "no add_note";
    EXPECT_FALSE(writable(stored_role("role-cp-case-worker"))
                     .append_only_subforms.contains("services_section"))
        << "the form itself is writable";
}

TEST(WritableFields, OfARecordActionAreItsKeysAndNoOthers) {
    const auto manager = stored_role("role-cp-manager");
    const auto closing = writable(manager, WriteKind::update, "close");
    EXPECT_EQ(closing.system_keys, (std::set<std::string, std::less<>>{"date_closure", "status"}));
    EXPECT_FALSE(closing.form_fields.contains("name_first"));
    const auto note = writable(manager, WriteKind::update, "add_note");
    EXPECT_EQ(note.form_fields.size(), 1U);
    EXPECT_TRUE(note.append_only_subforms.contains("notes_section"));
    EXPECT_TRUE(note.system_keys.empty());
    // A right that is no record action, or an action the role lacks, opens nothing (F1).
    for (const auto* action : {"read", "flag", "attribute", "services_section_from_case", "x"}) {
        const auto mask = writable(manager, WriteKind::update, action);
        EXPECT_TRUE(mask.form_fields.empty()) << action;
        EXPECT_TRUE(mask.system_keys.empty()) << action;
    }
    EXPECT_FALSE(is_record_action("read"));
    EXPECT_FALSE(is_record_action("write"));
    EXPECT_TRUE(is_record_action("enable_disable_record"));
}

TEST(WritableFields, OfANewIncidentComeWithTheRightOnTheCase) {
    auto role = stored_role("role-cp-case-worker");
    role->permissions.erase("incident");
    EXPECT_FALSE(writable(role, WriteKind::create, "", "incident").form_fields.empty());
    EXPECT_TRUE(writable(role, WriteKind::update, "", "incident").form_fields.empty());
    role->permissions.at("case").erase("incident_from_case");
    EXPECT_TRUE(writable(role, WriteKind::create, "", "incident").form_fields.empty());
}

TEST(WritableFields, AreAlwaysReadableOnesForEveryDefaultRole) {
    for (const auto& configured : testing::configured_roles()) {
        const auto role = stored_role(json::string_or(configured, "unique_id"));
        for (const auto type : record_types()) {
            if (!role->can(type, "read")) continue;
            const auto seen = readable(role, type, cp);
            for (const auto& [name, field] :
                 writable(role, WriteKind::update, "", type).form_fields) {
                EXPECT_TRUE(seen.allows(name)) << role->name << " " << type << " " << name;
            }
        }
    }
}

TEST(PermittedForms, AreTheRolesOwnOfTypeAndModule) {
    const auto provider = actor_with(stored_role("role-cp-service-provider"));
    const auto forms = permitted_forms(provider, definitions(), "case", cp);
    EXPECT_THAT(forms, ::testing::SizeIs(4));
    EXPECT_EQ(forms.at("services"), "rw");
    EXPECT_TRUE(permitted_forms(provider, definitions(), "incident", cp).empty());
    EXPECT_TRUE(permitted_forms(provider, definitions(), "case", "primeromodule-gbv").empty());
    EXPECT_GT(permitted_forms(Actor::system(), definitions(), "case", cp).size(), 10U);
}

TEST(MaskCache, GivesTheSameMaskUntilRoleOrDefinitionsChange) {
    MaskCache cache;
    const auto loaded = testing::default_definitions();
    const auto role = stored_role("role-cp-case-worker");
    const auto actor = actor_with(role);
    const auto first = cache.readable(actor, loaded, "case", cp);
    EXPECT_EQ(first, cache.readable(actor_with(role, "other"), loaded, "case", cp));
    EXPECT_NE(first, cache.readable(actor, loaded, "incident", cp));
    EXPECT_EQ(first->fields, readable(role, "case", cp).fields);
    const auto changed = std::make_shared<Role>(*role);
    changed->permissions.at("case").erase("flag");
    EXPECT_FALSE(cache.readable(actor_with(changed), loaded, "case", cp)->allows("flag_count"));
    EXPECT_TRUE(cache.readable(actor, loaded, "case", cp)->allows("flag_count"));
    const WriteQuestion question{"case", cp, WriteKind::update, ""};
    EXPECT_EQ(cache.writable(actor, loaded, question), cache.writable(actor, loaded, question));
    EXPECT_EQ(cache.summary(loaded, "case"), cache.summary(loaded, "case"));
}

TEST(MaskCache, DoesNotLendAMaskToADisabledUserOrToTheSystem) {
    MaskCache cache;
    const auto loaded = testing::default_definitions();
    const auto role = stored_role("role-cp-case-worker");
    EXPECT_FALSE(cache.readable(actor_with(role), loaded, "case", cp)->fields.empty());
    auto user = testing::invented_user("worker");
    user->disabled = true;
    const Actor disabled(user, role);
    EXPECT_TRUE(cache.readable(disabled, loaded, "case", cp)->fields.empty());
    const WriteQuestion question{"case", cp, WriteKind::update, ""};
    EXPECT_TRUE(cache.writable(disabled, loaded, question)->form_fields.empty());
    EXPECT_GT(cache.readable(Actor::system(), loaded, "case", cp)->fields.size(),
              cache.readable(actor_with(role), loaded, "case", cp)->fields.size());
}

}  // namespace
}  // namespace amparo::access
