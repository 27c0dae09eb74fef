#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/flags.hpp"
#include "casework/transitions/transitions_test_support.hpp"

namespace amparo::casework {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// Somebody to whom a case is only offered sees its preview. Nothing more may be learned by asking
/// lists in such a way that the answer tells.
class Guessing : public ::testing::Test, protected TransitionWorld {
  protected:
    void SetUp() override {
        offered_ = new_case();
        set(offered_, R"({"risk_level": "high", "case_plan_due_date": "2024-07-01"})");
        ASSERT_EQ(refusal(transfer("worker_a", offered_, "worker_b")), "");
        own_ = world
                   .create_case("worker_b", records::object_of(R"({"name_first": "Ben",
            "risk_level": "high", "module_id": "primeromodule-cp"})"))
                   .id;
    }
    void set(const RecordId& id, std::string_view data) {
        ASSERT_TRUE(world.update("worker_a", id, records::object_of(data)).has_value());
    }
    std::vector<std::string> found(const std::string& query) {
        std::vector<std::string> ids;
        const auto answer = world.list("worker_b", query);
        EXPECT_TRUE(answer.has_value()) << query;
        if (!answer) return ids;
        EXPECT_EQ(answer->total, answer->data.size());
        for (const auto& row : answer->data) ids.push_back(json::string_or(row.as_object(), "id"));
        return ids;
    }

    /// worker_b with one more right.
    access::Actor worker_with(const std::string& type, const std::string& action) {
        const auto worker = world.as("worker_b");
        auto role = std::make_shared<access::Role>(worker.role());
        role->permissions[type].insert(action);
        return {worker.user_pointer(), role, worker.policy()};
    }

    RecordId offered_;
    RecordId own_;
};

TEST_F(Guessing, ThePreviewShowsNoRisk) {
    const auto shown = world.records().read(world.as("worker_b"), "case", offered_, "");
    ASSERT_TRUE(shown.has_value());
    EXPECT_FALSE(shown->data.contains("risk_level"));
    EXPECT_THAT(found(""), UnorderedElementsAre(offered_.text(), own_.text()));
}

TEST_F(Guessing, AFilterOnWhatIsHiddenFindsNothing) {
    EXPECT_THAT(found("risk_level=high"), ElementsAre(own_.text()));
    EXPECT_THAT(found("risk_level[0]=high&risk_level[1]=low"), ElementsAre(own_.text()));
    EXPECT_THAT(found("risk_level=not_null"), ElementsAre(own_.text()));
    EXPECT_THAT(found("risk_level=low"), IsEmpty());
}

TEST_F(Guessing, NorDoesItsOppositeTell) {
    // As of a case without a risk level, whatever the level is.
    for (const auto* level : {"high", "low"}) {
        set(offered_, std::string(R"({"risk_level": ")") + level + "\"}");
        EXPECT_THAT(found("not[risk_level]=high"), ElementsAre(offered_.text())) << level;
        EXPECT_THAT(found("not[risk_level]=low"),
                    UnorderedElementsAre(offered_.text(), own_.text()))
            << level;
        EXPECT_THAT(found("or[0][risk_level]=high&or[1][status]=open"),
                    UnorderedElementsAre(offered_.text(), own_.text()))
            << level;
    }
}

TEST_F(Guessing, AnOrderPutsItLastWhateverItsValue) {
    for (const auto* level : {"high", "low"}) {
        set(offered_, std::string(R"({"risk_level": ")") + level + "\"}");
        for (const auto* order : {"asc", "desc"}) {
            EXPECT_THAT(found(std::string("order_by=risk_level&order=") + order),
                        ElementsAre(own_.text(), offered_.text()))
                << level << " " << order;
        }
    }
    const auto second = world.list("worker_b", "order_by=risk_level&per=1&page=2");
    ASSERT_TRUE(second.has_value());
    EXPECT_EQ(second->total, 2U);
    ASSERT_EQ(second->data.size(), 1U);
    EXPECT_EQ(json::string_or(second->data[0].as_object(), "id"), offered_.text());
}

TEST_F(Guessing, ItsOwnersAndTheirSupervisorsAskAsEver) {
    const auto seen = world.list("worker_a", "risk_level=high");
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ(seen->total, 1U);
    EXPECT_EQ(world.list("manager_a", "risk_level=high")->total, 1U);
}

TEST_F(Guessing, AfterTheHandoverEverythingMayBeAsked) {
    const auto stored = data(offered_);
    const auto row = stored.at("transitions").as_array().back().as_object();
    ASSERT_EQ(refusal(answer("worker_b", offered_, row, TransitionStatus::accepted)), "");
    EXPECT_THAT(found("risk_level=high"), UnorderedElementsAre(own_.text(), offered_.text()));
}

TEST_F(Guessing, TheHistoryOfAHiddenFieldIsEmpty) {
    const auto id = new_case();
    set(id, R"({"consent_reporting": "true", "telephone_current": "79100200"})");
    ASSERT_EQ(refusal(refer("worker_a", id,
                            {.to = "worker_b", .authorized_role = "role-cp-service-provider"})),
              "");
    const auto changes_of = [&](const std::string& user, const std::string& key) {
        const auto told = world.records().history(
            world.as(user),
            {.record_type = "case", .id = id, .page = 1, .per = 20, .field_names = {key}});
        EXPECT_TRUE(told.has_value()) << user;
        return told ? told->total : 99;
    };
    EXPECT_EQ(changes_of("worker_a", "consent_reporting"), 1U);
    EXPECT_EQ(changes_of("worker_b", "consent_reporting"), 0U);
    EXPECT_EQ(changes_of("worker_b", "services_section"), 1U);
}

TEST_F(Guessing, TheListOfAllFlagsTellsNoneOfACaseThatIsOnlyOffered) {
    const FlagInput flag{.message = "Beaten at home"};
    ASSERT_TRUE(raise_flag(world.as("worker_a"), world.records(), {"case", offered_}, flag));
    ASSERT_TRUE(raise_flag(world.as("worker_b"), world.records(), {"case", own_}, flag));
    const auto found = find_flags(worker_with("dashboard", "dash_flags"), world.records(), {});
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->total, 1U);
    ASSERT_EQ(found->data.size(), 1U);
    EXPECT_EQ(json::string_or(found->data[0].as_object(), "record_id"), own_.text());
}

TEST_F(Guessing, AnIncidentTakesFromACaseWhatItsMakerMayKnow) {
    const auto made_by = [&](const std::string& user, const RecordId& id) {
        records::WriteRequest request;
        request.record_type = "incident";
        request.data = {{"module_id", "primeromodule-cp"}, {"incident_case_id", id.text()}};
        return world.records().create(world.as(user), std::move(request));
    };
    const auto refused = made_by("worker_b", offered_);
    ASSERT_FALSE(refused.has_value()) << "the case is only offered";
    EXPECT_EQ(refused.error().code, Errc::forbidden);

    const auto referred = new_case();
    set(referred, R"({"disability_type": "mental_disability", "sex": "female"})");
    ASSERT_EQ(refusal(refer("worker_a", referred,
                            {.to = "worker_b", .authorized_role = "role-cp-service-provider"})),
              "");
    const auto row = data(referred).at("transitions").as_array().back().as_object();
    ASSERT_EQ(refusal(answer("worker_b", referred, row, TransitionStatus::accepted)), "");
    const auto by_provider = made_by("worker_b", referred);
    ASSERT_TRUE(by_provider.has_value()) << by_provider.error().message.key;
    EXPECT_EQ(json::string_or(data(by_provider->id), "cp_sex"), "female");
    EXPECT_EQ(json::string_or(data(by_provider->id), "cp_disability_type"), "");
    const auto by_owner = made_by("worker_a", referred);
    ASSERT_TRUE(by_owner.has_value());
    EXPECT_EQ(json::string_or(data(by_owner->id), "cp_disability_type"), "mental_disability");
}

TEST_F(Guessing, MakingACaseAgainTellsNothingOfItInOtherHands) {
    const auto make = [&] {
        records::WriteRequest request;
        request.record_type = "case";
        request.data = records::object_of(R"({"id": "11111111-1111-4111-8111-111111111111",
            "module_id": "primeromodule-cp", "name_first": "Ida", "age": 9,
            "consent_for_services": true, "disclosure_other_orgs": true})");
        const auto made = world.records().create(world.as("worker_a"), std::move(request));
        EXPECT_TRUE(made.has_value());
        return made ? made->data : json::Object();
    };
    const auto id = *RecordId::parse(json::string_or(make(), "id"));
    EXPECT_EQ(json::integer_or(make(), "age", 0), 9);  // a lost answer is given again
    const auto moved = transfer("worker_a", id, "worker_b");
    ASSERT_EQ(refusal(moved), "");
    ASSERT_EQ(refusal(answer("worker_b", id, *moved, TransitionStatus::accepted)), "");
    ASSERT_FALSE(may_read("worker_a", id));
    ASSERT_TRUE(world.update("worker_b", id, {{"age", 10}}).has_value());
    EXPECT_EQ(json::write(make()), R"({"id":"11111111-1111-4111-8111-111111111111"})");
}

}  // namespace
}  // namespace amparo::casework
