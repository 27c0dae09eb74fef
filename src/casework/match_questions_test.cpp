#include "casework/match_questions.hpp"

#include <gmock/gmock.h>

#include "casework/links_test_support.hpp"
#include "records/tasks.hpp"

namespace amparo::casework {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MatchQuestions : public Links {
  protected:
    Result<> ask(const RecordId& id, std::string_view about) {
        return step([&](records::Edit& edit) {
            return ask_about_match(edit, {.child_case = id, .about = about});
        });
    }
    Result<> settle(const RecordId& id, std::string_view about) {
        return step([&](records::Edit& edit) {
            return settle_match_question(edit, {.child_case = id, .about = about});
        });
    }
    /// By somebody who has no right to change the case.
    Result<> step(const std::function<Result<>(records::Edit&)>& step) {
        const auto done = world.records().edit(world.as("worker_b"), step);
        if (!done) return std::unexpected(done.error());
        return {};
    }
    /// What the owner is asked about.
    std::vector<std::string> asked(const RecordId& id) {
        const auto rules = records::TaskRules::of(*world.definitions());
        std::vector<std::string> entries;
        for (const auto& task : records::tasks_of(data(id), rules)) {
            if (task.type != records::task_types::match_question) continue;
            EXPECT_EQ(task.who, "worker_a");
            entries.push_back(task.entry);
        }
        return entries;
    }
    RecordId child() {
        return make("case", R"({"age": 3, "consent_for_tracing": true})", "worker_a");
    }
};

TEST_F(MatchQuestions, AreTasksOfTheOwnerUntilTheyAreTakenBack) {
    const auto id = child();
    const auto before = text(id, "last_updated_at");
    ASSERT_TRUE(ask(id, "t1").has_value());
    ASSERT_TRUE(ask(id, "t2").has_value());
    ASSERT_TRUE(ask(id, "t1").has_value());
    EXPECT_THAT(asked(id), ElementsAre("t2", "t1")) << "asked anew, not twice";
    EXPECT_EQ(text(id, "last_updated_at"), before) << "nobody worked on the case";
    ASSERT_TRUE(settle(id, "t2").has_value());
    EXPECT_THAT(asked(id), ElementsAre("t1"));
    ASSERT_TRUE(settle(id, "t2").has_value()) << "it is gone already";
    EXPECT_FALSE(seen("case", id).contains(records::match_questions_key));
}

TEST_F(MatchQuestions, AreAnsweredByWhatTheOwnerSaves) {
    const auto id = child();
    ASSERT_TRUE(ask(id, "t1").has_value());
    ASSERT_TRUE(save("case", id, R"({"sex": "male"})", "admin").has_value());
    EXPECT_THAT(asked(id), ElementsAre("t1"));
    ASSERT_TRUE(save("case", id, R"({"age": 4})", "worker_a").has_value());
    EXPECT_THAT(asked(id), IsEmpty());
    ASSERT_TRUE(ask(id, "t1").has_value());
    EXPECT_THAT(asked(id), ElementsAre("t1")) << "they may be asked again";
}

TEST_F(MatchQuestions, EndWhenTheSoughtChildIsLinkedWithAnotherCase) {
    const auto id = child();
    const auto other = child();
    const auto request = make("tracing_request", R"({"relation_name": "Ana",
        "tracing_request_subform_section": [{"name": "Ali"}]})");
    const auto trace = json::string_or(sought(request), "unique_id");
    ASSERT_TRUE(world.records()
                    .edit(world.as("admin"),
                          [&](records::Edit& edit) -> Result<> {
                              AMPARO_TRY(auto* draft, edit.open({.record_type = "tracing_request",
                                                                 .id = request,
                                                                 .right = "write"}));
                              draft->data()["match_decisions"] = json::Array{
                                  json::Object{{"trace_id", trace}, {"case_id", other.text()}}};
                              return {};
                          })
                    .has_value());
    ASSERT_TRUE(ask(other, trace).has_value());
    ASSERT_TRUE(link(request, trace, id).has_value());
    EXPECT_THAT(asked(other), IsEmpty());
}

TEST_F(MatchQuestions, OfCasesThatAreGoneAreNoTrouble) {
    EXPECT_TRUE(settle(RecordId::random(world.random), "t1").has_value());
    EXPECT_FALSE(ask(RecordId::random(world.random), "t1").has_value());
}

}  // namespace
}  // namespace amparo::casework
