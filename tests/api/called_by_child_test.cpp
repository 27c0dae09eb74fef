// A mother who is called by the name of a child, as it is told over the wire (matching.md §1.3).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::Contains;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* trace = "00000000-0000-4000-8000-000000000001";

class CalledByChild : public ::testing::Test {
  protected:
    CalledByChild() {
        world.matching();
        const auto relative = [](const char* relation, const char* name) {
            return json::Object{{"relation", relation}, {"relation_name", name}};
        };
        world.create_case("worker_a", {{"name_first", "Mohamed"},
                                       {"name_last", "Salah Idris"},
                                       {"age", 9},
                                       {"sex", "male"},
                                       {"consent_for_tracing", true},
                                       {"family_details_section",
                                        json::Array{relative("mother", "Zubaida Karrar"),
                                                    relative("father", "Salah Idris")}}});
    }
    /// The possible match of a mother who searches under a name.
    json::Object match_of(const char* mother) {
        json::Object row{{"unique_id", trace},
                         {"name", "محمد صلاح إدريس"},
                         {"relation", "mother"},
                         {"age", 9},
                         {"sex", "male"}};
        const auto made = world.as("tracer").post(
            "/api/v2/tracing_requests",
            wire({{"module_id", "primeromodule-cp"},
                  {"relation_name", mother},
                  {"inquiry_date", "2024-03-01"},
                  {"tracing_request_subform_section", json::Array{std::move(row)}}}));
        EXPECT_EQ(made.status, 200) << made.body;
        const auto found = world.as("super").get(std::string("/api/v2/traces/") + trace +
                                                 "/potential_matches?explain=true");
        EXPECT_EQ(found.status, 200) << found.body;
        const auto matches = found.object().at("potential_matches").as_array();
        EXPECT_THAT(matches, SizeIs(1));
        return matches.front().as_object();
    }
    /// What is said of the name of a relative.
    static json::Object named(const json::Object& match, std::size_t relative) {
        const auto& family = match.at("comparison").at("family_to_inquirer").as_array();
        for (const auto& entry : family.at(relative).as_array()) {
            if (entry.at("field_name").as_string() == "relation_name") return entry.as_object();
        }
        ADD_FAILURE() << "the name is not compared";
        return {};
    }
    static std::vector<std::string> told(const json::Object& match) {
        std::vector<std::string> ids;
        for (const auto& bar : match.at("evidence").as_array()) {
            ids.emplace_back(bar.at("comparator").as_string());
        }
        return ids;
    }

    World world;
};

TEST_F(CalledByChild, SheMayBeTheMotherOfTheCaseAndHerNameSaysNothing) {
    const auto match = match_of("أم أحمد");
    EXPECT_THAT(told(match), Not(Contains("kin_same_role")));
    const auto mother = named(match, 0);
    EXPECT_EQ(mother.at("match").as_string(), "mismatch");
    EXPECT_EQ(mother.at("level").as_string(), "N");
    EXPECT_TRUE(mother.contains("near"));
    EXPECT_FALSE(named(match, 1).contains("near")) << "she is not the father";
    EXPECT_GT(match.at("probability").to_number<double>(), 0.5);
}

TEST_F(CalledByChild, AnotherNameIsThatOfSomebodyElse) {
    const auto match = match_of("Hawa Bakheet");
    EXPECT_THAT(told(match), Contains("kin_same_role"));
    EXPECT_FALSE(named(match, 0).contains("near"));
}

}  // namespace
}  // namespace amparo::testing
