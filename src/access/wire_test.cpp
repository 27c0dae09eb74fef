#include "access/wire.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "access/list_filters.hpp"

namespace amparo::access {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::World;

class Wire : public ::testing::Test {
  protected:
    Wire() {
        world.add("super", {.role = "role-superuser"});
        world.add("manager", {.role = "role-cp-manager"});
        world.add("worker");
    }
    json::Object user(const std::string& name) {
        const auto directory = world.now();
        return to_wire({*directory, *world.definitions}, *directory->user(name));
    }
    json::Object extended(const std::string& name) {
        const auto directory = world.now();
        return to_wire_extended({*directory, *world.definitions}, *directory->user(name));
    }
    static std::vector<std::string> texts(const json::Array& rows, const char* key) {
        std::vector<std::string> found;
        for (const auto& row : rows) found.push_back(json::string_or(row.as_object(), key));
        return found;
    }
    static const json::Array& list(const json::Object& wire, const char* group, const char* name) {
        return *json::find_array(*json::find_object(wire, group), name);
    }
    /// The options of a filter as ids.
    std::vector<std::string> options(const std::string& user_name, const char* filter) {
        const auto wire = extended(user_name);
        for (const auto& row : list(wire, "filters", "cases")) {
            const auto* values = json::find_array(row.as_object(), "options");
            if (json::string_or(row.as_object(), "unique_id") == filter && values != nullptr) {
                return texts(*values, "id");
            }
        }
        return {};
    }

    World world;
};

TEST_F(Wire, OfAUserHoldsNoSecretAndNoNull) {
    world.rewrite(user_kind, "worker", {{"phone", nullptr}, {"service_account", false}});
    const auto wire = user("worker");
    EXPECT_EQ(json::string_or(wire, "user_name"), "worker");
    EXPECT_EQ(json::string_or(wire, "role_unique_id"), "role-cp-case-worker");
    EXPECT_EQ(json::string_or(wire, "role_group_permission"), "self");
    EXPECT_EQ(json::integer_or(wire, "agency_id", 0),
              world.now()->agency(AgencyId("AGENCY-1"))->id);
    EXPECT_THAT(json::string_list(wire, "module_unique_ids"), ElementsAre("primeromodule-cp"));
    EXPECT_THAT(texts(*json::find_array(wire, "user_groups"), "unique_id"),
                ElementsAre("usergroup-primero-cp"));
    EXPECT_THAT(json::string_or(wire, "created_at"), HasSubstr("2023-11-14T"));
    for (const auto* hidden :
         {"phone", "service_account", "agency_unique_id", "permissions", "password", "hash"}) {
        EXPECT_FALSE(wire.contains(hidden)) << hidden;
    }
    const auto* config = json::find_object(wire, "reporting_location_config");
    EXPECT_THAT(json::string_list(*config, "label_keys"), ElementsAre("district"));
}

TEST_F(Wire, TheReportingLocationFollowsTheRolesLevel) {
    const auto& places = world.definitions->locations().all();
    const auto deepest = std::ranges::max_element(places, {}, &forms::Location::admin_level);
    ASSERT_NE(deepest, places.end());
    ASSERT_GE(deepest->admin_level, 2);
    world.rewrite(user_kind, "worker", {{"location", deepest->code}});
    const auto* district = world.definitions->locations().at_level(deepest->code, 2);
    EXPECT_EQ(json::string_or(user("worker"), "reporting_location_code"), district->code);
    world.rewrite(role_kind, "role-cp-case-worker", {{"reporting_location_level", 1}});
    const auto* province = world.definitions->locations().at_level(deepest->code, 1);
    EXPECT_EQ(json::string_or(user("worker"), "reporting_location_code"), province->code);
    world.rewrite(user_kind, "worker", {{"location", places.front().code}});
    world.rewrite(role_kind, "role-cp-case-worker", {{"reporting_location_level", 2}});
    if (places.front().admin_level < 2) {
        EXPECT_FALSE(user("worker").contains("reporting_location_code")) << "above that level";
    }
}

TEST_F(Wire, SaysHowSoonTheAppOfARoleLocksItself) {
    EXPECT_FALSE(extended("worker").contains("session_lock_minutes"));
    world.rewrite(role_kind, "role-cp-case-worker", {{"session_lock_minutes", 2}});
    EXPECT_EQ(json::integer_or(extended("worker"), "session_lock_minutes", 0), 2);
}

TEST_F(Wire, OfAnExtendedUserNamesResourcesInThePlural) {
    const auto wire = extended("worker");
    const auto& list_of = *json::find_array(*json::find_object(wire, "permissions"), "list");
    EXPECT_THAT(texts(list_of, "resource"),
                ElementsAre("cases", "incidents", "potential_matches", "dashboards"));
    EXPECT_THAT(json::string_list(list_of[0].as_object(), "actions"),
                Contains("referral_from_service"));
    EXPECT_EQ(json::string_or(*json::find_object(wire, "permitted_form"), "notes"), "rw");
    EXPECT_FALSE(json::find_object(wire, "permitted_form")->contains("family_overview"));
    EXPECT_TRUE(json::string_list(wire, "permitted_role_unique_ids").empty());
    EXPECT_FALSE(json::bool_or(wire, "is_manager", true));
    EXPECT_EQ(json::string_or(wire, "agency_unique_id"), "AGENCY-1");
    EXPECT_TRUE(json::bool_or(extended("manager"), "is_manager", false));
}

TEST_F(Wire, ListHeadersFollowTheRole) {
    const auto columns = [&](const std::string& name, const char* of) {
        const auto wire = extended(name);
        return texts(list(wire, "list_headers", of), "field_name");
    };
    EXPECT_THAT(
        columns("worker", "cases"),
        ElementsAre("case_id_display", "short_id", "name", "complete", "client_code",
                    "survivor_code_no", "age", "sex", "gender", "registration_date", "created_at",
                    "photo", "location_current", "alert_count", "flag_count"));
    EXPECT_THAT(columns("manager", "cases"), Not(Contains("name"))) << "names are hidden";
    EXPECT_THAT(columns("manager", "cases"), Contains("owned_by"));
    EXPECT_THAT(columns("super", "cases"), Contains("name")) << "manage counts as list_case_names";
    EXPECT_THAT(columns("worker", "incidents"), Contains("cp_incident_violence_type"));
    EXPECT_THAT(columns("worker", "users"),
                ElementsAre("full_name", "user_name", "role_unique_id", "agency"));
    const auto wire = extended("worker");
    const auto& first = list(wire, "list_headers", "cases")[0].as_object();
    EXPECT_TRUE(json::bool_or(first, "id_search", false));
}

TEST_F(Wire, FiltersFollowTheRole) {
    const auto filters = [&](const std::string& name) {
        const auto wire = extended(name);
        return texts(list(wire, "filters", "cases"), "unique_id");
    };
    const auto worker = filters("worker");
    EXPECT_THAT(worker, Contains("my_cases"));
    EXPECT_THAT(worker, Contains("approval_status_closure"));
    EXPECT_THAT(worker, Contains("reporting_location"));
    for (const auto* hidden : {"module_id", "owned_by", "owned_by_agency_id", "owned_by_groups",
                               "approval_status_action_plan", "gbv_displacement_status"}) {
        EXPECT_THAT(worker, Not(Contains(hidden))) << hidden;
    }
    EXPECT_THAT(filters("manager"), Contains("owned_by"));
    EXPECT_THAT(filters("super"), Contains("owned_by_agency_id"));
    const auto wire = extended("worker");
    EXPECT_THAT(texts(list(wire, "filters", "families"), "field_name"),
                Contains("loc:family_location_current"));
    EXPECT_THAT(texts(list(wire, "filters", "incidents"), "unique_id"),
                Not(Contains("individual_violations")));
}

TEST_F(Wire, FilterOptionsAreThoseTheUserMaySee) {
    world.add("far", {.groups = {"usergroup-primero-ftr"}, .agency = "AGENCY-2"});
    EXPECT_THAT(options("manager", "owned_by"), Contains("worker"));
    EXPECT_THAT(options("manager", "owned_by"), Not(Contains("far")));
    EXPECT_THAT(options("super", "owned_by"), Contains("far"));
    EXPECT_THAT(options("super", "owned_by_agency_id"), ElementsAre("AGENCY-1", "AGENCY-2"));
    world.rewrite(agency_kind, "AGENCY-2", {{"disabled", true}});
    EXPECT_THAT(options("super", "owned_by_agency_id"), ElementsAre("AGENCY-1"));
    EXPECT_THAT(options("worker", "age"), ElementsAre("0 - 5", "6 - 11", "12 - 17", "18+"));
    EXPECT_THAT(options("worker", "record_state"), ElementsAre("true", "false"));
}

TEST_F(Wire, FilterTypesFollowTheNumberOfOptions) {
    const auto wire = extended("super");
    std::map<std::string, std::string> types;
    for (const auto& row : list(wire, "filters", "cases")) {
        types[json::string_or(row.as_object(), "unique_id")] =
            json::string_or(row.as_object(), "type");
    }
    EXPECT_EQ(types["flagged"], "toggle");
    EXPECT_EQ(types["record_state"], "multi_toggle");
    EXPECT_EQ(types["approval_status_closure"], "multi_toggle");
    EXPECT_EQ(types["status"], "checkbox");
    EXPECT_EQ(types["cases_by_date"], "dates");
    EXPECT_EQ(types["workflow"], "workflow");
}

TEST_F(Wire, WorkflowOptionsComePerModuleAndLanguage) {
    const auto wire = extended("worker");
    for (const auto& row : list(wire, "filters", "cases")) {
        if (json::string_or(row.as_object(), "unique_id") != "workflow") continue;
        const auto* modules = json::find_object(row.as_object(), "options");
        ASSERT_NE(modules, nullptr);
        const auto* languages = json::find_object(*modules, "primeromodule-cp");
        ASSERT_NE(languages, nullptr);
        EXPECT_THAT(texts(*json::find_array(*languages, "en"), "id"),
                    ElementsAre("new", "reopened", "case_plan", "care_plan", "action_plan",
                                "service_provision", "services_implemented", "closed"));
        EXPECT_NE(json::find_array(*languages, "ar"), nullptr);
        return;
    }
    FAIL() << "no workflow filter";
}

TEST_F(Wire, OfARoleAlwaysHoldsItsLimits) {
    const auto directory = world.now();
    const auto wire = to_wire(*directory->role(RoleId("role-cp-administrator")));
    const auto* permissions = json::find_object(wire, "permissions");
    EXPECT_FALSE(json::string_list(*json::find_object(*permissions, "objects"), "role").empty());
    EXPECT_TRUE(wire.at("reporting_location_level").is_null());
    EXPECT_TRUE(wire.at("description").is_null());
    const auto bare = to_wire(*directory->role(RoleId("role-referral")));
    EXPECT_TRUE(json::find_object(*json::find_object(bare, "permissions"), "objects")->empty());
    const auto again = read_role(wire);
    ASSERT_TRUE(again) << "what is shown can be sent back";
    EXPECT_EQ(again->permissions, directory->role(RoleId("role-cp-administrator"))->permissions);
    const auto brief = to_wire_short(*directory->role(RoleId("role-cp-administrator")));
    EXPECT_FALSE(brief.contains("permissions"));
    EXPECT_FALSE(brief.contains("form_section_read_write"));
}

TEST_F(Wire, OfAgenciesAndGroupsFillWhatIsMissing) {
    const auto directory = world.now();
    const auto agency =
        to_wire({*directory, *world.definitions}, *directory->agency(AgencyId("AGENCY-1")));
    EXPECT_EQ(json::find_object(agency, "name")->size(), world.definitions->locales().size());
    EXPECT_TRUE(agency.at("telephone").is_null());
    EXPECT_EQ(agency.at("exclude_agency_from_lookups"), json::Value(false));
    EXPECT_EQ(json::string_or(agency, "agency_code"), "AGENCY-1");
    const auto group = to_wire(*directory->group(GroupId("usergroup-primero-cp-families")));
    EXPECT_THAT(json::string_list(group, "agency_unique_ids"), ElementsAre("AGENCY-1"));
    EXPECT_TRUE(group.at("description").is_null());
}

TEST_F(Wire, OfSessionsMarksTheCurrentOne) {
    const auto started = world.sessions->start(UserName("worker"), {"192.0.2.7", "Phone"});
    const auto wire = to_wire(started->session, started->session.id);
    EXPECT_TRUE(json::bool_or(wire, "current", false));
    EXPECT_EQ(json::string_or(wire, "ip_address"), "192.0.2.7");
    EXPECT_THAT(json::write(wire), Not(HasSubstr("csrf")));
    const auto who = session_user_to_wire(world.as("worker"));
    EXPECT_EQ(json::string_or(who, "group_permission"), "self");
    EXPECT_EQ(who.size(), 3U);
}

}  // namespace
}  // namespace amparo::access
