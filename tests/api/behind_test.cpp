// Answers while the index is behind what is stored (matching.md §15).
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "cli/deployment.hpp"
#include "matching/live/service.hpp"
#include "store/documents.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

/// Holds up whoever follows the change log until it is let go.
class HeldUp {
  public:
    explicit HeldUp(World& world) : world_(world) {
        auto& database = world.deployment().database();
        database.follow_documents([this](const auto& kinds) {
            if (kinds != std::vector<std::string>{"held_up"}) return;
            is_held_.count_down();
            may_go_on_.wait();
        });
        writer_ = std::thread([&database] {
            const auto write = [](store::Transaction& transaction) {
                return store::put_document(
                    transaction, {.kind = "held_up", .key = "k", .data = {}, .actor = "x"});
            };
            EXPECT_TRUE(database.write(write).has_value());
        });
        is_held_.wait();
    }
    ~HeldUp() { let_go(); }
    HeldUp(const HeldUp&) = delete;
    HeldUp& operator=(const HeldUp&) = delete;
    void let_go() {
        if (!writer_.joinable()) return;
        may_go_on_.count_down();
        writer_.join();
    }
    /// Waits, for at most ten seconds, until answers are behind or are so no more.
    bool comes_to_be(bool is_behind) {
        for (int n = 0; n < 1000 && world_.matching().as_of().has_value() != is_behind; ++n)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return world_.matching().as_of().has_value() == is_behind;
    }

  private:
    World& world_;
    std::latch is_held_{1};
    std::latch may_go_on_{1};
    std::thread writer_;
};

/// Where each answer says so: the path to the object that has `as_of`.
struct Answer {
    std::string what;
    Reply reply;
    std::string holder;
    json::Object object() const {
        EXPECT_EQ(reply.status, 200) << what << " " << reply.body;
        auto whole = reply.json().as_object();
        return holder.empty() ? whole : whole.at(holder).as_object();
    }
};

class Behind : public ::testing::Test {
  protected:
    Behind() {
        world.matching();
        json::Object row{{"unique_id", "00000000-0000-4000-8000-000000000001"},
                         {"name", "Mohamed Salah"},
                         {"age", 9}};
        const auto made = world.as("tracer").post(
            "/api/v2/tracing_requests",
            wire({{"module_id", "primeromodule-cp"},
                  {"tracing_request_subform_section", json::Array{std::move(row)}}}));
        EXPECT_EQ(made.status, 200) << made.body;
        child_case = world.create_case("worker_a", {{"name_first", "Mohamed"},
                                                    {"name_last", "Salah"},
                                                    {"age", 9},
                                                    {"consent_for_tracing", true}});
        world.as("super");  // signing in writes, which waits while the follower is held up
    }
    std::vector<Answer> answers() {
        auto& client = world.as("super");
        const auto own = "/api/v2/cases/" + child_case;
        json::Object typed{{"name", "Mohamed Salah"}, {"age", 9}};
        return {
            {"of a case", client.get(own + "/potential_matches"), "data"},
            {"of a trace",
             client.get("/api/v2/traces/00000000-0000-4000-8000-000000000001/potential_matches"),
             "data"},
            {"duplicates", client.get(own + "/duplicates"), ""},
            {"check", client.post("/api/v2/cases/duplicates/check", wire(std::move(typed))), ""},
            {"all matches", client.get("/api/v2/potential_matches"), "metadata"},
            {"all duplicates", client.get("/api/v2/potential_duplicates"), "metadata"},
            {"names", client.get("/api/v2/cases?query=Mohamed&phonetic=true"), "metadata"},
        };
    }

    // On PostgreSQL a write that no follower waits for goes on meanwhile.
    World world{{.engine = "postgresql"}};
    std::string child_case;
};

TEST_F(Behind, EveryAnswerOfASearchSaysUntilWhenItKnowsEverything) {
    for (const auto& answer : answers())
        EXPECT_FALSE(answer.object().contains("as_of")) << answer.what;
    HeldUp held_up(world);
    ASSERT_TRUE(held_up.comes_to_be(true));
    const auto known = format_instant(world.deployment().database().followed_at());
    for (const auto& answer : answers()) {
        const auto object = answer.object();
        ASSERT_TRUE(object.contains("as_of")) << answer.what;
        EXPECT_EQ(object.at("as_of").as_string(), known) << answer.what;
    }
    held_up.let_go();
    ASSERT_TRUE(held_up.comes_to_be(false));
    for (const auto& answer : answers())
        EXPECT_FALSE(answer.object().contains("as_of")) << answer.what;
}

}  // namespace
}  // namespace amparo::testing
