// Lists that hang on a record are given in pages too, so that no answer is longer than a page may
// be (records.md §§3, 7).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

class RowPages : public ::testing::Test {
  protected:
    static constexpr std::size_t count = 3;

    RowPages() {
        json::Array incidents;
        for (std::size_t n = 0; n < count; ++n)
            incidents.emplace_back(
                json::Object{{"incident_date", "2024-05-0" + std::to_string(n + 1)}});
        id = world.create_case("super", {{"name_first", "Ada"}});
        change(at(), {{"incident_details", std::move(incidents)}});
        for (std::size_t n = 0; n < count; ++n) {
            make(at("/flags"), {{"message", "Look " + std::to_string(n)}});
            make(at("/assigns"), {{"transitioned_to", n % 2 == 0 ? "worker_a" : "worker_c"}});
            const auto other = world.create_case("super", {{"name_first", "Bo"}});
            make(at("/case_relationships"),
                 {{"case_id", other}, {"relationship_type", "sibling_of"}});
        }
    }
    std::string at(const std::string& rest = "") const { return "/api/v2/cases/" + id + rest; }
    void make(const std::string& path, json::Object data) {
        const auto made = world.as("super").post(path, wire(std::move(data)));
        EXPECT_EQ(made.status, 200) << path << made.body;
    }
    void change(const std::string& path, json::Object data) {
        const auto changed = world.as("super").patch(path, wire(std::move(data)));
        EXPECT_EQ(changed.status, 200) << path << changed.body;
    }
    /// The first page, the last one, and whatever else may be asked for.
    void expect_pages(const std::string& path) {
        auto& super = world.as("super");
        const auto all = super.get(path);
        ASSERT_EQ(all.rows().size(), count) << path << all.body;
        EXPECT_EQ(all.total(), static_cast<std::int64_t>(count));
        EXPECT_EQ(meta(all, "per"), 1000);
        EXPECT_EQ(meta(all, "page"), 1);
        const auto first = super.get(path + "?per=2");
        const auto second = super.get(path + "?per=2&page=2");
        auto together = first.rows();
        EXPECT_EQ(together.size(), 2U) << path << first.body;
        for (const auto& row : second.rows()) together.push_back(row);
        EXPECT_EQ(together, all.rows()) << path;
        EXPECT_EQ(second.total(), static_cast<std::int64_t>(count));
        EXPECT_EQ(meta(second, "page"), 2);
        EXPECT_EQ(super.get(path + "?page=3&per=2").rows().size(), 0U);
        EXPECT_EQ(super.get(path + "?page=99999999999999999999").rows().size(), count);
        EXPECT_EQ(super.get(path + "?page=9223372036854775807").rows().size(), 0U);
        EXPECT_EQ(super.get(path + "?per=0").rows().size(), 0U);
        EXPECT_EQ(super.get(path + "?page=-1&per=-1").rows().size(), count);
        EXPECT_EQ(meta(super.get(path + "?per=100000"), "per"), 1000);
    }
    static std::int64_t meta(const Reply& reply, const char* key) {
        return reply.json().at("metadata").at(key).to_number<std::int64_t>();
    }

    World world;
    std::string id;
};

TEST_F(RowPages, OfFlagsTransitionsRelationsAndIncidentsOfACase) {
    for (const auto* list :
         {"/flags", "/assigns", "/transitions", "/case_relationships", "/incidents"}) {
        expect_pages(at(list));
    }
}

TEST_F(RowPages, OfTracesOfATracingRequest) {
    world.matching();
    const auto made = world.as("super").post(
        "/api/v2/tracing_requests",
        R"({"data":{"module_id":"primeromodule-cp","tracing_request_subform_section":[
            {"name":"Ali"},{"name":"Bo"},{"name":"Cem"}]}})");
    ASSERT_EQ(made.status, 200) << made.body;
    expect_pages("/api/v2/tracing_requests/" + made.text("id") + "/traces");
}

TEST_F(RowPages, OfListsWithNothingInThem) {
    for (const auto* list :
         {"/alerts", "/referrals", "/transfers", "/transfer_requests", "/traces"}) {
        const auto reply = world.as("super").get(
            "/api/v2/cases/" + world.create_case("super", {{"age", 3}}) + list + "?page=2&per=5");
        EXPECT_EQ(reply.status, 200) << list << reply.body;
        EXPECT_EQ(reply.rows().size(), 0U) << list;
        EXPECT_EQ(reply.total(), 0) << list;
    }
}

TEST_F(RowPages, OfIncidentsShowTheFieldsThatAreAskedFor) {
    const auto rows = world.as("super").get(at("/incidents?fields=incident_date")).rows();
    ASSERT_EQ(rows.size(), count);
    for (const auto& row : rows) {
        EXPECT_TRUE(row.as_object().contains("incident_date"));
        EXPECT_FALSE(row.as_object().contains("owned_by"));
    }
    EXPECT_TRUE(world.as("super").get(at("/incidents")).rows()[0].as_object().contains("owned_by"));
}

}  // namespace
}  // namespace amparo::testing
