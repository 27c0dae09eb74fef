// Deliberate differences from Primero v2 (case-management.md §11): verification of violations, and
// numbers that clients bring.
#include <gtest/gtest.h>

#include "casework/alerts.hpp"
#include "casework/hooks.hpp"
#include "casework/incidents/verification.hpp"
#include "records/records_test_support.hpp"

namespace amparo::casework {
namespace {

using records::object_of;

class Verification : public ::testing::Test {
  protected:
    Verification() : world(hooks()) {}

    /// What the hook says of a form save by the user.
    Result<> save(const std::string& user, std::string_view before, std::string_view after) {
        Result<> outcome;
        const auto ran = world.records().edit(world.as(user), [&](records::Edit& edit) {
            records::Draft draft;
            draft.before = object_of(before);
            draft.record.type = "incident";
            draft.record.data = object_of(after);
            draft.is_form_save = true;
            outcome = keep_verification(edit, draft);
            return Result<>();
        });
        EXPECT_TRUE(ran.has_value());
        return outcome;
    }

    records::RecordsWorld world;
};

constexpr std::string_view none = "{}";
constexpr std::string_view pending =
    R"({"killing": [{"unique_id": "v1", "ctfmr_verified": "report_pending_verification"}]})";
constexpr std::string_view verified =
    R"({"killing": [{"unique_id": "v1", "ctfmr_verified": "verified"}]})";
constexpr std::string_view dated = R"({"killing": [{"unique_id": "v1",
    "ctfmr_verified": "report_pending_verification", "ctfmr_verified_date": "2024-06-01"}]})";

TEST_F(Verification, D10OfViolationsNeedsItsRight) {
    for (const auto& [before, after] : {std::pair{none, verified}, std::pair{pending, verified},
                                        std::pair{pending, dated}, std::pair{verified, pending}}) {
        const auto refused = save("worker_a", before, after);
        ASSERT_FALSE(refused.has_value()) << before << after;
        EXPECT_EQ(refused.error().code, Errc::forbidden);
        EXPECT_TRUE(refused.error().field.starts_with("killing/ctfmr_verified"));
        EXPECT_TRUE(save("admin", before, after).has_value());
    }
}

TEST_F(Verification, D10IsNotAskedForOtherAnswers) {
    EXPECT_TRUE(save("worker_a", none, pending).has_value()) << "a report that waits for it";
    EXPECT_TRUE(save("worker_a", verified, verified).has_value());
    EXPECT_TRUE(save("worker_a", verified, R"({"killing": [{"unique_id": "v1",
        "ctfmr_verified": "verified", "weapon_type": "mine"}]})")
                    .has_value());
    EXPECT_TRUE(save("worker_a", none, R"({"killing": []})").has_value());
}

TEST(TakenNumbers, D12OneThatAClientBringsIsKeptAndMarked) {
    records::RecordsWorld world(hooks());
    const auto make = [&](const char* id) {
        return world
            .create_case("worker_a", {{"id", id}, {"short_id", "6d7e8f9"}, {"name_first", "Ada"}})
            .id;
    };
    const auto first = make("0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9");
    const auto second = make("1b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9");
    for (const auto& id : {first, second})
        EXPECT_EQ(json::string_or(world.stored(id).data, "short_id"), "6d7e8f9");
    const auto mark = alerts_of("duplicate_field", "short_id");
    EXPECT_FALSE(has_alert(world.stored(first).data, mark));
    EXPECT_TRUE(has_alert(world.stored(second).data, mark));
    const auto other = world.create_case("worker_a", {{"name_first", "Eda"}}).id;
    EXPECT_FALSE(has_alert(world.stored(other).data, mark));
}

}  // namespace
}  // namespace amparo::casework
