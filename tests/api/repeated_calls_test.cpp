// Calls that are sent twice because the first answer was lost (records.md §14): the second time
// gives the answer of the first and does nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;

class RepeatedCalls : public ::testing::Test {
  protected:
    RepeatedCalls() : id(new_case()) {}

    std::string new_case() {
        return world.create_case("worker_a", {{"consent_for_services", true},
                                              {"disclosure_other_orgs", true},
                                              {"consent_for_tracing", true}});
    }
    std::string at(const std::string& rest = "") const { return "/api/v2/cases/" + id + rest; }
    static Extra keyed(const std::string& key) { return {.headers = {{"Idempotency-Key", key}}}; }
    /// Sends it twice; the answer of both.
    Reply twice(const std::string& user, const std::string& method, const std::string& path,
                const std::string& body) {
        auto& person = world.as(user);
        const auto first = person.send(method, path, body, keyed("one tap"));
        EXPECT_LT(first.status, 300) << method << path << first.body;
        const auto again = person.send(method, path, body, keyed("one tap"));
        EXPECT_EQ(again.status, first.status) << path << again.body;
        EXPECT_EQ(again.body, first.body) << path;
        EXPECT_EQ(again.header("ETag").empty(), first.header("ETag").empty()) << path;
        const auto other = person.send(method, path, R"({"data":{"x":"y"}})", keyed("one tap"));
        EXPECT_EQ(other.status, 422) << "the key belongs to another body: " << path << other.body;
        return first;
    }
    std::size_t count(const std::string& list) {
        return world.as("super").get(at(list)).rows().size();
    }

    World world;
    std::string id;
};

TEST_F(RepeatedCalls, OfAnApprovalAskOnce) {
    twice("worker_a", "PATCH", at("/approvals/assessment"),
          R"({"data":{"approval_status":"requested"}})");
    const auto record = world.as("super").get(at()).object();
    EXPECT_EQ(record.at("approval_subforms").as_array().size(), 1U);
}

TEST_F(RepeatedCalls, OfFlagsChangeThemOnce) {
    const auto flag = twice("worker_a", "POST", at("/flags"), wire({{"message", "Call"}}));
    EXPECT_EQ(count("/flags"), 1U);
    twice("worker_a", "PATCH", at("/flags/" + flag.text("id")),
          wire({{"unflag_message", "Called"}}));
}

TEST_F(RepeatedCalls, OfTransitionsAndTheirAnswersAreOne) {
    const auto referral =
        twice("worker_a", "POST", at("/referrals"), wire({{"transitioned_to", "worker_b"}}));
    twice("worker_b", "PATCH", at("/referrals/" + referral.text("id")),
          wire({{"status", "accepted"}}));
    EXPECT_EQ(count("/referrals"), 1U);
    const auto transfer =
        twice("worker_a", "POST", at("/transfers"), wire({{"transitioned_to", "worker_c"}}));
    twice("worker_c", "PATCH", at("/transfers/" + transfer.text("id")),
          wire({{"status", "rejected"}, {"rejected_reason", "no room"}}));
    EXPECT_EQ(count("/transfers"), 1U);
}

TEST_F(RepeatedCalls, OfManyReferAndTransferEachCaseOnce) {
    const auto other = new_case();
    const auto many = [&](const char* to) {
        return R"({"data":{"ids":[")" + id + R"(",")" + other + R"("],"transitioned_to":")" + to +
               "\"}}";
    };
    for (const std::string what : {"referrals", "transfers"}) {
        auto& worker = world.as("worker_a");
        const auto path = "/api/v2/cases/" + what;
        const auto* one = what == "referrals" ? "worker_b" : "worker_c";
        const auto* another = what == "referrals" ? "worker_c" : "worker_b";
        const auto first = worker.post(path, many(one), keyed("one tap"));
        ASSERT_EQ(first.status, 200) << first.body;
        ASSERT_EQ(first.rows().size(), 2U) << first.body;
        const auto again = worker.post(path, many(one), keyed("one tap"));
        EXPECT_EQ(again.body, first.body);
        EXPECT_EQ(worker.post(path, many(another), keyed("one tap")).status, 422);
        EXPECT_EQ(count("/" + what), 1U);
    }
}

TEST_F(RepeatedCalls, OfManyAreNoneWhenNoneAreNamed) {
    for (const auto* what : {"referrals", "transfers"}) {
        auto& worker = world.as("worker_a");
        const auto path = std::string("/api/v2/cases/") + what;
        const auto none = worker.post(path, R"({"data":{"ids":[],"transitioned_to":"worker_b"}})");
        EXPECT_EQ(none.status, 200) << none.body;
        EXPECT_EQ(none.rows().size(), 0U);
        for (const auto* wrong : {R"({"data":{"transitioned_to":"worker_b"}})",
                                  R"({"data":{"ids":"all","transitioned_to":"worker_b"}})",
                                  R"({"data":{"ids":[7],"transitioned_to":"worker_b"}})"}) {
            EXPECT_EQ(worker.post(path, wrong).status, 422) << wrong;
        }
        EXPECT_EQ(world.as("provider").post(path, R"({"data":{}})").status, 403);
    }
}

TEST_F(RepeatedCalls, OfLinksAreOne) {
    const auto other = new_case();
    const auto relation = twice("super", "POST", at("/case_relationships"),
                                wire({{"case_id", other}, {"relationship_type", "sibling_of"}}));
    twice("super", "PATCH", at("/case_relationships/" + relation.text("id")),
          wire({{"primary", true}}));
    const auto incident =
        world.as("super").post("/api/v2/incidents", wire({{"module_id", "primeromodule-cp"}}));
    twice("super", "POST", at("/incidents"),
          wire({{"incident_ids", json::Array{json::Value(incident.text("id"))}}}));
    EXPECT_EQ(count("/incidents"), 1U);
}

TEST_F(RepeatedCalls, OfFilesDescribeThemOnce) {
    const auto file =
        twice("worker_a", "POST", at("/attachments"),
              wire({{"field_name", "photos"},
                    {"attachment_type", "image"},
                    {"file_name", "a.png"},
                    {"attachment",
                     "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEX"
                     "HbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC"}}));
    twice("worker_a", "PATCH", at("/attachments/" + file.text("id")),
          wire({{"comments", "At school"}}));
    EXPECT_EQ(world.as("super").get(at()).object().at("photos").as_array().size(), 1U);
}

TEST_F(RepeatedCalls, OfSearchesKeepOne) {
    twice("worker_a", "POST", "/api/v2/saved_searches",
          R"({"data":{"name":"Mine","record_type":"cases",
              "filters":[{"name":"status","value":["open"]}]}})");
    EXPECT_EQ(world.as("worker_a").get("/api/v2/saved_searches").total(), 1);
}

TEST_F(RepeatedCalls, UnderTheKeyOfSomebodyElseAreAnotherCall) {
    const auto body = wire({{"message", "Call"}});
    ASSERT_EQ(world.as("worker_a").post(at("/flags"), body, keyed("one tap")).status, 200);
    ASSERT_EQ(world.as("super").post(at("/flags"), body, keyed("one tap")).status, 200);
    EXPECT_EQ(count("/flags"), 2U);
    EXPECT_EQ(world.as("super").post(at("/flags"), body, keyed(std::string(129, 'x'))).status, 422);
}

TEST_F(RepeatedCalls, OfAStatusThatIsSoAlreadyChangeNothing) {
    for (const std::string kind : {"/referrals", "/transfers"}) {
        const std::string recipient = kind == "/referrals" ? "worker_b" : "worker_c";
        const auto made =
            world.as("worker_a").post(at(kind), wire({{"transitioned_to", recipient}}));
        ASSERT_EQ(made.status, 200) << made.body;
        const auto one = at(kind) + "/" + made.text("id");
        const auto answer = [&](const char* status) {
            return world.as(recipient).patch(one, wire({{"status", status}}));
        };
        EXPECT_EQ(answer("in_progress").text("status"), "in_progress") << kind;
        ASSERT_EQ(answer("accepted").status, 200) << kind;
        EXPECT_EQ(answer("accepted").text("status"), "accepted") << kind;
        EXPECT_EQ(answer("in_progress").status, 422) << kind;
        EXPECT_EQ(answer("lost").status, 422) << kind;
    }
}

TEST_F(RepeatedCalls, ThatWereRefusedAreTriedAgain) {
    const auto accept = wire({{"status", "accepted"}});
    const auto transfer =
        world.as("worker_a").post(at("/transfers"), wire({{"transitioned_to", "worker_b"}}));
    const auto one = at("/transfers/" + transfer.text("id"));
    EXPECT_EQ(world.as("worker_c").patch(one, accept, keyed("one tap")).status, 403);
    EXPECT_EQ(world.as("worker_b").patch(one, wire({{"status", "lost"}}), keyed("k")).status, 422);
    EXPECT_EQ(world.as("worker_b").patch(one, accept, keyed("k")).status, 200);
}

/// Who says how a write is to be answered (RFC 7240).
TEST_F(RepeatedCalls, AreAnsweredWithOrWithoutTheRecordAsTheCallerPrefers) {
    auto& worker = world.as("worker_a");
    const Extra minimal{.headers = {{"Prefer", "handling=strict, return=minimal"}}};
    const auto changed = worker.patch(at(), wire({{"age", 7}}), minimal);
    EXPECT_EQ(changed.status, 204) << changed.body;
    EXPECT_EQ(changed.body, "");
    EXPECT_EQ(changed.header("Preference-Applied"), "return=minimal");
    EXPECT_EQ(changed.header("ETag"), worker.get(at()).header("ETag"));
    EXPECT_EQ(worker.patch(at(), wire({{"age", 8}})).status, 200);
    const Extra whole{.headers = {{"Prefer", "return=representation"}}};
    const auto made = worker.post(
        "/api/v2/cases",
        wire({{"id", "1f0d7a6e-1111-4222-8333-944455566677"}, {"module_id", "primeromodule-cp"}}),
        whole);
    EXPECT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("id"), "1f0d7a6e-1111-4222-8333-944455566677");
    EXPECT_THAT(made.header("Preference-Applied"), HasSubstr("representation"));
}

/// A slow line: the phone sends again before the first answer is there.
TEST_F(RepeatedCalls, SentAtTheSameMomentDoTheWorkOnce) {
    constexpr std::size_t phones = 6;
    const std::string body = R"({"data":{"name":"Mine","record_type":"case",
        "filters":[{"name":"sex","value":["female"]}]}})";
    for (std::int64_t round = 1; round <= 3; ++round) {
        const auto key = keyed("tap " + std::to_string(round));
        std::vector<std::string> answers(phones);
        std::vector<Client> clients;
        for (std::size_t at = 0; at < phones; ++at) {
            clients.push_back(world.anonymous());
            clients.back().sign_in("worker_a", World::password());
        }
        std::latch all_here(phones);
        {
            std::vector<std::jthread> senders;
            for (std::size_t at = 0; at < phones; ++at) {
                senders.emplace_back([&, at] {
                    all_here.arrive_and_wait();
                    answers[at] = clients[at].post("/api/v2/saved_searches", body, key).body;
                });
            }
        }
        EXPECT_THAT(answers, ::testing::Each(answers.front()));
        EXPECT_THAT(answers.front(), HasSubstr("Mine"));
        EXPECT_EQ(clients.front().get("/api/v2/saved_searches").total(), round);
    }
}

/// Nobody takes a record away that others have changed meanwhile.
TEST_F(RepeatedCalls, OfARemovalTellTheRevisionTheyMean) {
    auto& super = world.as("super");
    const auto seen = super.get(at()).header("ETag");
    ASSERT_EQ(world.as("worker_a").patch(at(), wire({{"age", 7}})).status, 200);
    const auto refused = super.del(at(), {.headers = {{"If-Match", seen}}});
    EXPECT_EQ(refused.status, 412) << refused.body;
    EXPECT_EQ(super.get(at()).text("record_state"), "true");
    const auto now = super.get(at()).header("ETag");
    EXPECT_EQ(super.del(at(), {.headers = {{"If-Match", now}}}).status, 200);
    EXPECT_EQ(super.get(at()).text("record_state"), "false");
}

}  // namespace
}  // namespace amparo::testing
