// A module's own stages (case-management.md §3.6).
#include <gtest/gtest.h>

#include "forms/source.hpp"
#include "records/derived/rules.hpp"
#include "records/records_test_support.hpp"

namespace amparo::records::derived {
namespace {

constexpr std::string_view with_reopened = R"({"states": [
    {"id": "intake", "name": {"en": "Intake"}},
    {"id": "reopened", "name": {"en": "Again"}},
    {"id": "visit", "name": {"en": "Visit"}, "changed": ["date_case_plan"]},
    {"id": "support", "name": {"en": "Support"}, "when": {"eq": {"risk_level": "high"}}},
    {"id": "closed", "name": {"en": "Closed"}}]})";
constexpr std::string_view without_reopened = R"({"states": [
    {"id": "intake", "name": {"en": "Intake"}},
    {"id": "visit", "name": {"en": "Visit"}, "changed": ["date_case_plan"]},
    {"id": "closed", "name": {"en": "Closed"}}]})";

/// The default configuration in which the child protection module has these stages.
class OwnWorkflow : public ::testing::Test {
  protected:
    void use(std::string_view definition) {
        auto source = *forms::load_source_from(AMPARO_SOURCE_DIR "/config");
        for (auto& module : source.modules)
            module["module_options"].as_object()["workflow_definition"] = object_of(definition);
        definitions_ = *forms::Definitions::load(std::move(source));
    }
    /// Saves the changes and gives the stage.
    std::string save(std::string_view changes) {
        auto after = document_;
        for (auto& [key, value] : object_of(changes)) after[key] = value;
        after["module_id"] = "primeromodule-cp";
        const bool is_new = document_.empty();
        const auto actor = access::Actor::system();
        const Context context{.definitions = *definitions_,
                              .user = {},
                              .agency_code = {},
                              .actor = actor,
                              .record_type = "case",
                              .id = RecordId(),
                              .now = Instant{},
                              .today = Day{},
                              .random = random_,
                              .is_new = is_new};
        for (auto& [key, value] : advance_workflow(document_, after, context)) after[key] = value;
        document_ = std::move(after);
        return json::string_or(document_, "workflow");
    }
    std::size_t log_size() {
        const auto* log = json::find_array(document_, "workflow_log");
        return log == nullptr ? 0 : log->size();
    }

    SystemRandom random_;
    std::shared_ptr<const forms::Definitions> definitions_;
    json::Object document_;
};

TEST_F(OwnWorkflow, BeginsWithTheFirstStageAndFollowsItsRules) {
    use(with_reopened);
    EXPECT_EQ(save(R"({"status": "open", "workflow": "new"})"), "intake");
    EXPECT_EQ(save(R"({"date_case_plan": "2024-05-01"})"), "visit");
    EXPECT_EQ(save(R"({"name": "Ada"})"), "visit");
    EXPECT_EQ(save(R"({"risk_level": "high"})"), "support");
    EXPECT_EQ(save(R"({"date_case_plan": null})"), "support") << "no way back by clearing";
    EXPECT_EQ(save(R"({"risk_level": "low"})"), "support");
    EXPECT_EQ(log_size(), 3U);
}

TEST_F(OwnWorkflow, LeavesTheBuiltInRulesAside) {
    use(with_reopened);
    save(R"({"status": "open"})");
    EXPECT_EQ(save(R"({"assessment_requested_on": "2024-05-01", "services_section": [
        {"service_response_type": "care_plan", "service_implemented": "not_implemented"}]})"),
              "intake");
}

TEST_F(OwnWorkflow, ClosesAndReopensWithoutARule) {
    use(with_reopened);
    save(R"({"status": "open"})");
    EXPECT_EQ(save(R"({"status": "closed", "risk_level": "high"})"), "closed");
    EXPECT_EQ(save(R"({"status": "open", "case_status_reopened": true})"), "reopened");
    use(without_reopened);
    document_ = {};
    save(R"({"status": "open"})");
    save(R"({"date_case_plan": "2024-05-01"})");
    save(R"({"status": "closed"})");
    EXPECT_EQ(save(R"({"status": "open", "case_status_reopened": true})"), "intake")
        << "from the beginning, where there is no stage for it";
}

TEST_F(OwnWorkflow, ACaseThatIsOnlyIdentifiedWaitsInTheFirst) {
    use(with_reopened);
    EXPECT_EQ(save(R"({"status": "identified", "workflow": "new"})"), "intake");
    EXPECT_EQ(save(R"({"date_case_plan": "2024-05-01"})"), "intake");
    EXPECT_EQ(save(R"({"status": "open"})"), "intake");
}

}  // namespace
}  // namespace amparo::records::derived
