#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "records/records_test_support.hpp"

namespace amparo::records {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// One deployment for all tests of the suite: lists do not change it.
class CaseLists : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        world =
            new RecordsWorld();  // NOLINT(cppcoreguidelines-owning-memory): gtest's fixture life
        const auto add = [](const char* user, const char* short_id, std::string_view data) {
            auto object = object_of(data);
            const auto id = RecordId::random(world->random).text();
            object["id"] = id.substr(0, 29) + short_id;
            object["short_id"] = short_id;
            world->create_case(user, std::move(object));
            world->clock.advance(std::chrono::minutes(1));
        };
        add("worker_a", "aaaaaa1", R"({"name_first": "Sofía", "name_last": "Reyes", "age": 4,
            "sex": "female", "risk_level": "high", "registration_date": "2024-01-15",
            "location_current": "EX0101", "national_id_no": "001",
            "urgent_protection_concern": true, "telephone_current": "+257 79 100 200"})");
        add("worker_a", "aaaaaa2", R"({"name_first": "Omar", "name_last": "Haddad", "age": 9,
            "sex": "male", "protection_concerns": ["migrant", "refugee"],
            "registration_date": "2024-01-31", "location_current": "EX02",
            "national_id_no": "1"})");
        add("worker_a", "aaaaaa3", R"({"name_first": "محمد", "name_last": "Ali", "age": 15,
            "sex": "male", "hidden_name": true, "registration_date": "2024-03-01",
            "location_current": "EX0102", "protection_concerns": ["migrant"],
            "urgent_protection_concern": false})");
        add("worker_b", "bbbbbb1", R"({"name_first": "Omar", "name_last": "Traore", "age": 5,
            "sex": "male", "registration_date": "2024-02-02", "location_current": "EX0201"})");
    }
    static void TearDownTestSuite() {
        delete world;  // NOLINT(cppcoreguidelines-owning-memory): made in SetUpTestSuite
        world = nullptr;
    }
    static RecordsWorld* world;
};
RecordsWorld* CaseLists::world = nullptr;

TEST_F(CaseLists, ShowEveryoneJustTheirOwnScope) {
    EXPECT_THAT(world->listed("worker_a", ""), ElementsAre("aaaaaa3", "aaaaaa2", "aaaaaa1"));
    EXPECT_THAT(world->listed("manager_a", ""), ElementsAre("aaaaaa3", "aaaaaa2", "aaaaaa1"));
    EXPECT_THAT(world->listed("worker_b", ""), ElementsAre("bbbbbb1"));
    EXPECT_THAT(world->listed("recipient", ""), IsEmpty());
    EXPECT_EQ(world->listed("admin", "").size(), 4U);
}

TEST_F(CaseLists, RefuseTypesTheRoleDoesNotKnow) {
    const auto answer = world->records().list(
        world->as("worker_a"),
        {.record_type = "tracing_request", .parameters = {}, .handling = Handling::lenient});
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, Errc::forbidden);
}

struct FilterCase {
    const char* query;
    std::vector<std::string> found;
};

// records.md, appendix A.1, with Amparo's readings.
TEST_F(CaseLists, ReadFilterValuesByTheKindOfTheField) {
    const FilterCase cases[] = {
        {"sex=male", {"aaaaaa2", "aaaaaa3", "bbbbbb1"}},
        {"sex=male,female", {"aaaaaa1", "aaaaaa2", "aaaaaa3", "bbbbbb1"}},
        {"sex[0]=male&sex[1]=female", {"aaaaaa1", "aaaaaa2", "aaaaaa3", "bbbbbb1"}},
        {"sex[]=female", {"aaaaaa1"}},
        {"age=5", {"bbbbbb1"}},
        {"age=0..5", {"aaaaaa1", "bbbbbb1"}},
        {"age=0..4,12..17", {"aaaaaa1", "aaaaaa3"}},
        {"age[0]=0..5", {"aaaaaa1", "bbbbbb1"}},
        {"age[from]=0&age[to]=5", {"aaaaaa1", "bbbbbb1"}},
        {"age=9..", {"aaaaaa2", "aaaaaa3"}},
        {"age=..5", {"aaaaaa1", "bbbbbb1"}},
        {"age=-1..5", {"aaaaaa1", "bbbbbb1"}},
        {"age=abc", {}},
        {"flagged=true", {}},
        {"flagged=false", {"aaaaaa1", "aaaaaa2", "aaaaaa3", "bbbbbb1"}},
        {"urgent_protection_concern=true", {"aaaaaa1"}},
        {"urgent_protection_concern=false", {"aaaaaa2", "aaaaaa3", "bbbbbb1"}},
        {"not[urgent_protection_concern]=true", {"aaaaaa2", "aaaaaa3", "bbbbbb1"}},
        {"registration_date=2024-01-01..2024-01-31", {"aaaaaa1", "aaaaaa2"}},
        {"registration_date=2024-02-02", {"bbbbbb1"}},
        {"registration_date=2024-02-01..", {"aaaaaa3", "bbbbbb1"}},
        {"created_at=2024-06-15T00:00:00Z..2024-06-15T12:01:00Z", {"aaaaaa1", "aaaaaa2"}},
        {"created_at=2024-06-15..2024-06-15", {"aaaaaa1", "aaaaaa2", "aaaaaa3", "bbbbbb1"}},
        {"national_id_no=001", {"aaaaaa1"}},
        {"national_id_no=1", {"aaaaaa2"}},
        {"protection_concerns=refugee", {"aaaaaa2"}},
        {"protection_concerns=migrant", {"aaaaaa2", "aaaaaa3"}},
        {"loc:location_current=ex01", {"aaaaaa1", "aaaaaa3"}},
        {"loc:location_current1=EX01", {"aaaaaa1", "aaaaaa3"}},
        {"loc:location_current2=EX01", {}},  // both places must be at the level
        {"loc:location_current2=EX0201", {"bbbbbb1"}},
        {"loc:location_current=EX02", {"aaaaaa2", "bbbbbb1"}},
        {"loc:owned_by_location=EX01", {"aaaaaa1", "aaaaaa2", "aaaaaa3"}},
        {"or[risk_level]=high&or[sex]=female", {"aaaaaa1"}},
        {"or[0][risk_level]=high&or[1][age]=15", {"aaaaaa1", "aaaaaa3"}},
        {"or[0][risk_level]=high&or[1][not][sex]=male", {"aaaaaa1"}},
        {"risk_level=not_null", {"aaaaaa1"}},
        {"not[risk_level]=not_null", {"aaaaaa2", "aaaaaa3", "bbbbbb1"}},
        {"unknown_field=x", {"aaaaaa1", "aaaaaa2", "aaaaaa3", "bbbbbb1"}},
        {"sex=", {"aaaaaa1", "aaaaaa2", "aaaaaa3", "bbbbbb1"}},
        {"sex=a\"b", {}},
        {"sex=male&age=9", {"aaaaaa2"}},
        {"not[last_updated_by]=worker_a", {"bbbbbb1"}},
        {"short_id=aaaaaa1,aaaaaa2", {"aaaaaa1", "aaaaaa2"}},
    };
    for (const auto& example : cases) {
        EXPECT_THAT(world->listed("admin", example.query),
                    ::testing::UnorderedElementsAreArray(example.found))
            << example.query;
    }
}

TEST_F(CaseLists, DropKeysTheRoleMayNotReadAndSaySoWhenAsked) {
    // A referral role has few forms: neither key is readable there, in or outside or/not.
    EXPECT_EQ(world->listed("worker_a", "closure_reason_unknown=x").size(), 3U);
    const auto strict = world->list("worker_a", "no_such_field=x", Handling::strict);
    ASSERT_FALSE(strict.has_value());
    EXPECT_EQ(strict.error().field, "no_such_field");
    const auto hidden = world->list("worker_a", "or[no_such_field]=x", Handling::strict);
    ASSERT_FALSE(hidden.has_value());
    const auto value = world->list("worker_a", "age=abc", Handling::strict);
    ASSERT_FALSE(value.has_value());
    EXPECT_EQ(value.error().field, "age");
}

TEST_F(CaseLists, SortByWhatIsAskedWithNothingLast) {
    EXPECT_THAT(world->listed("admin", "order_by=age&order=asc"),
                ElementsAre("aaaaaa1", "bbbbbb1", "aaaaaa2", "aaaaaa3"));
    EXPECT_THAT(world->listed("admin", "order_by=age&order=desc&per=2"),
                ElementsAre("aaaaaa3", "aaaaaa2"));
    EXPECT_THAT(world->listed("admin", "order_by=risk_level&order=asc").front(), "aaaaaa1");
    EXPECT_THAT(world->listed("admin", "order_by=risk_level&order=desc").front(), "aaaaaa1");
    EXPECT_FALSE(world->list("admin", "order_by=no_such", Handling::strict).has_value());
}

TEST_F(CaseLists, PageWithinTheirBounds) {
    const auto page = world->list("admin", "per=3&page=2&order_by=age&order=asc");
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->total, 4U);
    EXPECT_EQ(page->data.size(), 1U);
    const auto capped = world->list("admin", "per=100000");
    EXPECT_EQ(capped->per, 1000U);
    const auto odd = world->list("admin", "per=-1&page=-3");
    EXPECT_EQ(odd->per, 20U);
    EXPECT_EQ(odd->page, 1U);
    const auto text = world->list("admin", "per=abc");
    EXPECT_EQ(text->total, 4U);
    EXPECT_THAT(text->data, IsEmpty());
}

TEST_F(CaseLists, SearchIdentifiersByPieceIgnoringCase) {
    EXPECT_THAT(world->listed("admin", "query=BBBB&id_search=true"), ElementsAre("bbbbbb1"));
    EXPECT_THAT(world->listed("admin", "query=aaa1"), ElementsAre("aaaaaa1"));
}

TEST_F(CaseLists, SearchNamesAcrossScripts) {
    EXPECT_THAT(world->listed("admin", "query=sofia&phonetic=true"), ElementsAre("aaaaaa1"));
    EXPECT_THAT(world->listed("admin", "query=Omar&phonetic=true"),
                UnorderedElementsAre("aaaaaa2", "bbbbbb1"));
    EXPECT_THAT(world->listed("admin", "query=omar haddad&phonetic=true").front(), "aaaaaa2");
    EXPECT_THAT(world->listed("admin", "query=محمد&phonetic=true"), ElementsAre("aaaaaa3"));
}

TEST_F(CaseLists, SearchTelephonesExactly) {
    EXPECT_THAT(world->listed("admin", "query=+257 79 100 200&phone_number=true"),
                ElementsAre("aaaaaa1"));
    EXPECT_THAT(world->listed("admin", "query=+257 79 100&phone_number=true"), IsEmpty());
}

TEST_F(CaseLists, SearchBeyondTheScopeShowsTheSummaryAndNoProtectedName) {
    const auto role = world->as("worker_b").role();
    ASSERT_TRUE(role.can("case", "search_owned_by_others"));
    const auto found = world->list("worker_b", "query=Omar&phonetic=true");
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->data.size(), 2U);
    for (const auto& row : found->data) {
        const auto& object = row.get_object();
        EXPECT_FALSE(object.contains("protection_concerns"));
        EXPECT_EQ(object.at("record_in_scope").get_bool(),
                  json::string_or(object, "owned_by") == "worker_b");
    }
    EXPECT_THAT(world->listed("worker_b", "query=محمد&phonetic=true"), IsEmpty());
    EXPECT_THAT(world->listed("worker_b", "query=aaaaaa3&id_search=true"), ElementsAre("aaaaaa3"));
}

json::Object found_row(const Result<ListAnswer>& found, std::size_t at = 0) {
    if (!found || found->data.size() <= at) return {};
    return found->data[at].get_object();
}

TEST_F(CaseLists, SearchesOfTheirOwnChoosingFindNumbersCodesAndNames) {
    const auto auto_listed = [&](const char* user, const std::string& query) {
        return world->listed(user, "query=" + query + "&search=auto");
    };
    EXPECT_THAT(auto_listed("admin", "Omar"), UnorderedElementsAre("aaaaaa2", "bbbbbb1"));
    EXPECT_THAT(auto_listed("admin", "79 100 200"), ElementsAre("aaaaaa1"));
    EXPECT_THAT(auto_listed("admin", "BBBB-bb1"), ElementsAre("bbbbbb1"));
    // No name is like it, so it is looked for among the identifiers.
    EXPECT_THAT(auto_listed("admin", "bbbbbb"), ElementsAre("bbbbbb1"));
    EXPECT_THAT(auto_listed("admin", "zzzzzz"), IsEmpty());
    const auto kind = [&](const std::string& query) {
        const auto row = found_row(world->list("admin", "query=" + query + "&search=auto"));
        return json::string_or(row, "search_kind") + " " + json::string_or(row, "search_match");
    };
    EXPECT_EQ(kind("Sofia"), "name equal");
    EXPECT_EQ(kind("Sofya"), "name alike");
    EXPECT_EQ(kind("aaaaaa1"), "identifier equal");
    EXPECT_EQ(kind("aaaa"), "identifier prefix");
    EXPECT_EQ(kind("+25779100200"), "telephone equal");
    EXPECT_EQ(kind("79100200"), "telephone suffix");
}

TEST(AutomaticSearch, PagesThroughAllKindsAndListsNothingTwice) {
    RecordsWorld own;
    own.create_case("worker_a", object_of(R"({"short_id": "omar123", "name_first": "Omar"})"));
    own.create_case("worker_a", object_of(R"({"short_id": "xyz4567", "name_first": "Omar"})"));
    own.create_case("worker_a", object_of(R"({"short_id": "abc4567", "name_first": "Lina"})"));
    const std::string query = "query=omar123&search=auto";
    EXPECT_THAT(own.listed("worker_a", query), ElementsAre("omar123", "xyz4567"));
    EXPECT_EQ(own.list("worker_a", query)->total, 2U);
    EXPECT_THAT(own.listed("worker_a", query + "&per=1"), ElementsAre("omar123"));
    EXPECT_THAT(own.listed("worker_a", query + "&per=1&page=2"), ElementsAre("xyz4567"));
    EXPECT_THAT(own.listed("worker_a", query + "&per=1&page=3"), IsEmpty());
}

TEST_F(CaseLists, AHitShowsTheWordsThatBelongTogether) {
    const auto tokens = [&](const char* user, const std::string& query) {
        const auto row = found_row(world->list(user, query));
        const auto* highlight = json::find_object(row, "highlight");
        return highlight == nullptr ? std::string() : json::write(*highlight);
    };
    EXPECT_EQ(tokens("worker_a", "query=reyes sofia&phonetic=true"),
              R"({"field":"name","tokens":[["sofia","Sofía"],["reyes","Reyes"]]})");
    EXPECT_EQ(tokens("worker_a", "query=AAAAAA1&id_search=true"),
              R"({"field":"short_id","tokens":[["AAAAAA1","aaaaaa1"]]})");
    EXPECT_EQ(tokens("worker_a", "query=+25779100200&phone_number=true"),
              R"({"field":"telephone_current","tokens":[["+25779100200","+257 79 100 200"]]})");
    // Beyond the scope only what the row shows: the name, but no telephone.
    EXPECT_EQ(tokens("worker_b", "query=reyes&phonetic=true"),
              R"({"field":"name","tokens":[["reyes","Reyes"]]})");
    EXPECT_EQ(tokens("worker_b", "query=+25779100200&phone_number=true"), "");
    // A protected name is masked in every list.
    EXPECT_EQ(tokens("worker_a", "query=محمد&phonetic=true"), "");
    EXPECT_THAT(world->listed("worker_b", "query=محمد&search=auto"), IsEmpty());
}

TEST_F(CaseLists, AFieldThatTheRoleMayNotReadIsNotSearched) {
    const auto worker = world->as("worker_a");
    auto role = std::make_shared<access::Role>(worker.role());
    for (auto form = role->form_access.begin(); form != role->form_access.end();) {
        const auto* fields = world->definitions()->form(form->first);
        const bool has_number =
            fields != nullptr && std::ranges::any_of(fields->fields, [](const auto& field) {
                return field.name == "telephone_current" || field.name == "national_id_no";
            });
        form = has_number ? role->form_access.erase(form) : std::next(form);
    }
    const access::Actor blind(worker.user_pointer(), role, worker.policy());
    const auto total = [&](const access::Actor& actor, const char* query, const char* way) {
        const auto found = world->records().list(
            actor, {.record_type = "case", .parameters = {{"query", query}, {way, "true"}}});
        return found ? found->total : 99;
    };
    EXPECT_EQ(total(worker, "+257 79 100 200", "phone_number"), 1U);
    EXPECT_EQ(total(blind, "+257 79 100 200", "phone_number"), 0U);
    EXPECT_EQ(total(worker, "001", "id_search"), 1U);
    EXPECT_EQ(total(blind, "001", "id_search"), 0U);
    EXPECT_EQ(total(blind, "aaaaaa1", "id_search"), 1U);
}

TEST_F(CaseLists, SearchBeyondTheScopeIsNarrowedToRecordsInUse) {
    const auto total = [&](const std::string& filter) {
        const auto found = world->list("worker_b", "query=Omar&phonetic=true" + filter);
        return found ? found->total : 0;
    };
    EXPECT_EQ(total("&status[0]=open&status[1]=closed&record_state[0]=true"), 2U);
    EXPECT_EQ(total("&status[0]=closed"), 0U);
    EXPECT_EQ(total("&record_state[0]=false"), 0U);
}

TEST_F(CaseLists, SearchBeyondTheScopeIsNarrowedByWhatItsRowsShowOnly) {
    const auto worker = world->as("worker_b");
    ASSERT_TRUE(worker.role().holds("case", "display_view_page"));
    auto role = std::make_shared<access::Role>(worker.role());
    role->permissions.at("case").erase("display_view_page");
    const access::Actor without(worker.user_pointer(), role, worker.policy());
    const auto total = [&](const access::Actor& actor, const std::string& key) {
        const auto found = world->records().list(
            actor,
            {.record_type = "case",
             .parameters = {{"query", "aaaaaa2"}, {"id_search", "true"}, {key, "not_null"}}});
        return found ? found->total : 99;
    };
    EXPECT_EQ(total(worker, "date_of_birth"), 1U);
    EXPECT_EQ(total(without, "date_of_birth"), 0U);
    EXPECT_EQ(total(without, "age"), 1U);  // stands in each row
}

TEST_F(CaseLists, AProtectedNameIsMaskedForEveryone) {
    const auto own = world->list("worker_a", "short_id=aaaaaa3");
    EXPECT_EQ(json::string_or(own->data.front().get_object(), "name"), "*******");
    EXPECT_EQ(json::string_or(own->data.front().get_object(), "name_first"), "*******");
    // Whoever looks for a child of their own by name finds them; no filter and no order tells.
    EXPECT_THAT(world->listed("worker_a", "query=محمد&phonetic=true"), ElementsAre("aaaaaa3"));
    EXPECT_EQ(world->listed("worker_a", "order_by=name&order=asc").back(), "aaaaaa3");
    EXPECT_EQ(world->listed("worker_a", "order_by=name&order=desc").back(), "aaaaaa3");
    const auto other = world->list("worker_b", "query=aaaaaa3&id_search=true");
    EXPECT_EQ(json::string_or(other->data.front().get_object(), "name"), "*******");
    EXPECT_EQ(json::write(other->data).find("محمد"), std::string::npos);
}

TEST_F(CaseLists, FieldsNarrowTheAnswerAndNeverWidenIt) {
    const auto answer = world->list("worker_a", "fields=age,no_such,posted_at&short_id=aaaaaa1");
    const auto& row = answer->data.front().get_object();
    EXPECT_TRUE(row.contains("id"));
    EXPECT_TRUE(row.contains("age"));
    EXPECT_FALSE(row.contains("name"));
    EXPECT_FALSE(row.contains("no_such"));
    EXPECT_FALSE(row.contains("posted_at"));
}

TEST_F(CaseLists, RefuseMoreFilterValuesThanAPageOfIds) {
    std::string query = "short_id=x";
    for (int i = 0; i < 1000; ++i) query += ",x";
    EXPECT_FALSE(world->list("admin", query, Handling::strict).has_value());
    for (const auto* key : {"id", "loc:location_current"}) {
        const auto asked = std::string(key) + query.substr(std::string("short_id").size());
        EXPECT_FALSE(world->list("admin", asked, Handling::strict).has_value()) << key;
        EXPECT_THAT(world->listed("admin", asked), IsEmpty()) << key;
    }
    std::string deep = "or";
    for (int i = 0; i < 20; ++i) deep += "[or]";
    EXPECT_FALSE(world->list("admin", deep + "=x").has_value());
}

}  // namespace
}  // namespace amparo::records
