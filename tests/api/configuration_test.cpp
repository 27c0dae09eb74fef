// Forms, lookups, locations, modules, settings, permissions (administration.md §§4, 11–15).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const json::Object* find_row(const json::Array& rows, std::string_view unique_id) {
    for (const auto& row : rows) {
        if (json::string_or(row.as_object(), "unique_id") == unique_id) return &row.as_object();
    }
    return nullptr;
}

TEST(FormsApi, ListsEveryFormWithItsFieldsInAllLanguages) {
    World world;
    const auto forms = world.as("worker_a").get("/api/v2/forms").rows();
    const auto* identity = find_row(forms, "basic_identity");
    ASSERT_NE(identity, nullptr);
    const auto& name = identity->at("name").as_object();
    for (const auto* locale : {"en", "fr", "ar", "es"}) {
        EXPECT_FALSE(json::string_or(name, locale).empty()) << locale;
    }
    EXPECT_FALSE(identity->at("fields").as_array().empty());
    EXPECT_GT(identity->at("id").as_int64(), 0);
}

TEST(FormsApi, NarrowsTheListAndDropsFieldsWhenAsked) {
    World world;
    auto& worker = world.as("worker_a");
    const auto rows = [&](const std::string& query) {
        return worker.get("/api/v2/forms?" + query).rows();
    };
    EXPECT_EQ(rows("unique_id=basic_identity").size(), 1U);
    EXPECT_EQ(rows("unique_id=nonsense").size(), 0U);
    for (const auto& form : rows("record_type=incident&exclude_subforms=true")) {
        EXPECT_EQ(json::string_or(form.as_object(), "parent_form"), "incident");
        EXPECT_FALSE(json::bool_or(form.as_object(), "is_nested", false));
    }
    for (const auto& form : rows("fields=short")) {
        EXPECT_FALSE(form.as_object().contains("fields"));
    }
}

TEST(FormsApi, ShowsOneFormToAdministratorsOnly) {
    World world;
    const auto forms = world.as("super").get("/api/v2/forms?unique_id=notes").rows();
    const auto id = std::to_string(forms.at(0).as_object().at("id").as_int64());
    EXPECT_EQ(world.as("super").get("/api/v2/forms/" + id).text("unique_id"), "notes");
    EXPECT_EQ(world.as("worker_a").get("/api/v2/forms/" + id).status, 403);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/forms/999999").status, 403);
    EXPECT_EQ(world.as("super").get("/api/v2/forms/999999").status, 404);
}

TEST(LookupsApi, ComesInPagesWithoutEndAtAThousand) {
    World world;
    auto& worker = world.as("worker_a");
    const auto first = worker.get("/api/v2/lookups");
    EXPECT_EQ(first.rows().size(), 20U);
    EXPECT_GT(first.total(), 20);
    const auto all = worker.get("/api/v2/lookups?per=5000");
    EXPECT_EQ(static_cast<std::int64_t>(all.rows().size()), all.total());
    EXPECT_THAT(all.body, HasSubstr("\"per\":1000"));
    for (const auto* query : {"page=0", "per=0", "page=-1", "per=abc", "order_by=nonsense"}) {
        EXPECT_EQ(worker.get(std::string("/api/v2/lookups?") + query).status, 422) << query;
    }
    EXPECT_EQ(worker.get("/api/v2/lookups?page=100").rows().size(), 0U);
}

TEST(LookupsApi, SortsByNameIgnoringCase) {
    World world;
    const auto sorted = [&](const std::string& order) {
        const auto reply =
            world.as("worker_a").get("/api/v2/lookups?per=1000&order_by=name&order=" + order);
        std::vector<std::string> names;
        for (const auto& row : reply.rows()) {
            names.push_back(json::string_or(row.as_object().at("name").as_object(), "en"));
        }
        return names;
    };
    const auto up = sorted("asc");
    auto down = sorted("desc");
    std::ranges::reverse(down);
    EXPECT_EQ(up.front(), down.front());
    EXPECT_LT(up.front(), up.back());
}

TEST(LookupsApi, ShowsOneWithItsOptions) {
    World world;
    auto& worker = world.as("worker_a");
    const auto rows = worker.get("/api/v2/lookups?per=1000").rows();
    const auto* gender = find_row(rows, "lookup-gender");
    ASSERT_NE(gender, nullptr);
    const auto id = std::to_string(gender->at("id").as_int64());
    const auto one = worker.get("/api/v2/lookups/" + id).object();
    EXPECT_EQ(one, *gender);
    EXPECT_FALSE(one.at("values").as_array().empty());
    EXPECT_EQ(worker.get("/api/v2/lookups/0").status, 404);
}

TEST(LocationsApi, GivesPlacesWithTheNamesAboveThem) {
    World world;
    auto& worker = world.as("worker_a");
    const auto rows = worker.get("/api/v2/locations?per=1000&hierarchy=true&order_by=code").rows();
    const auto found = std::ranges::find_if(rows, [](const json::Value& row) {
        return json::string_or(row.as_object(), "code") == "EX0101";
    });
    ASSERT_NE(found, rows.end());
    const auto& place = found->as_object();
    EXPECT_EQ(place.at("admin_level").as_int64(), 2);
    EXPECT_EQ(place.at("hierarchy").as_array().size(), 3U);
    EXPECT_THAT(json::string_or(place.at("name").as_object(), "en"),
                ::testing::StartsWith("Exampleland::"));
    EXPECT_FALSE(worker.get("/api/v2/locations").rows().at(0).as_object().contains("hierarchy"));
}

TEST(LocationsApi, OffersAllPlacesInOneFileThatIsAskedForAgain) {
    World world;
    auto& worker = world.as("worker_a");
    const auto file = worker.get("/api/v2/locations/file");
    EXPECT_GT(file.rows().size(), 10U);
    EXPECT_EQ(
        worker.get("/api/v2/locations/file", {.headers = {{"If-None-Match", file.header("ETag")}}})
            .status,
        304);
}

TEST(LocationsApi, ShowsOnePlaceToAdministratorsOnly) {
    World world;
    EXPECT_EQ(world.as("worker_a").get("/api/v2/locations/1").status, 403);
    EXPECT_EQ(world.as("super").get("/api/v2/locations/1").status, 200);
    EXPECT_EQ(world.as("super").get("/api/v2/locations/999999").status, 404);
}

TEST(ModulesApi, AreForAdministrators) {
    World world;
    const auto modules = world.as("super").get("/api/v2/primero_modules").rows();
    const auto* module = find_row(modules, "primeromodule-cp");
    ASSERT_NE(module, nullptr);
    EXPECT_EQ(module->at("options"), module->at("module_options"));
    const auto& states = module->at("workflows").as_object().at("case").as_array();
    EXPECT_EQ(json::string_or(states.front().as_object(), "id"), "new");
    EXPECT_EQ(json::string_or(states.back().as_object(), "id"), "closed");
    const auto id = std::to_string(module->at("id").as_int64());
    EXPECT_EQ(world.as("super").get("/api/v2/primero_modules/" + id).status, 200);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/primero_modules").status, 403);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/primero_modules/" + id).status, 403);
}

TEST(SystemSettingsApi, TellsEverybodyWhatTheDeploymentIsSetTo) {
    World world;
    const auto settings = world.as("worker_a").get("/api/v2/system_settings").object();
    EXPECT_EQ(json::string_or(settings, "default_locale"), "en");
    EXPECT_EQ(json::string_or(settings, "primero_version"), "2.15.2");
    EXPECT_EQ(json::write(settings.at("rtl_locales")), R"(["ar"])");
    EXPECT_THAT(json::write(settings.at("age_ranges")), HasSubstr("\"0 - 5\""));
    EXPECT_THAT(json::write(settings.at("age_ranges")), HasSubstr("\"18+\""));
    EXPECT_THAT(json::write(settings.at("phonetic_search_fields")), HasSubstr("name"));
    const auto& options = settings.at("system_options").as_object();
    EXPECT_EQ(json::integer_or(options, "maximum_attachments_per_record", 0), 100);
    for (const auto& [key, value] : settings) EXPECT_FALSE(value.is_null()) << key;
}

TEST(SystemSettingsApi, HoldsAgenciesAndModulesWhenExtended) {
    World world;
    auto& worker = world.as("worker_a");
    EXPECT_FALSE(worker.get("/api/v2/system_settings").object().contains("agencies"));
    const auto extended = worker.get("/api/v2/system_settings?extended=true").object();
    EXPECT_EQ(extended.at("agencies").as_array().size(), 2U);
    EXPECT_EQ(extended.at("modules").as_array().size(), 1U);
}

TEST(SystemSettingsApi, NeverTellsSecrets) {
    World world;
    for (const auto* target : {"/api/v2/system_settings?extended=true", "/api/v2/primero"}) {
        EXPECT_THAT(world.as("super").get(target).body, Not(HasSubstr("promote")));
    }
}

TEST(PermissionsApi, CatalogueHoldsEveryResource) {
    World world;
    const auto catalogue = world.as("worker_a").get("/api/v2/permissions").object();
    const auto& actions = catalogue.at("resource_actions").as_object();
    for (const auto* resource : {"case", "incident", "tracing_request", "user", "role"}) {
        EXPECT_TRUE(actions.contains(resource)) << resource;
    }
}

}  // namespace
}  // namespace amparo::testing
