// Two people do something about one record at the same moment: what comes out is what one after
// the other would have come to, in one of the two orders, on both engines (records.md §26).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <map>
#include <thread>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::Contains;

constexpr int rounds = 4;

/// Something somebody does; `made` in the path stands for the transition made before.
struct Step {
    std::string user;
    std::string method;
    std::string path;
    std::string body;
};

Step post(const std::string& user, const std::string& what, const std::string& body) {
    return {user, "POST", what, body};
}
Step patch(const std::string& user, const std::string& what, const std::string& body) {
    return {user, "PATCH", what, body};
}
std::string to(const std::string& user) {
    return R"({"data":{"transitioned_to":")" + user + R"("}})";
}
std::string status(const std::string& status) {
    return R"({"data":{"status":")" + status + R"(","rejected_reason":"no room"}})";
}
Step remove(const std::string& user, const std::string& what) {
    return {user, "DELETE", what, ""};
}
std::string approval(const std::string& status) {
    return R"({"data":{"approval_status":")" + status + R"(","notes":"look again"}})";
}

/// What precedes, and the two that meet.
struct Race {
    std::string name;
    std::vector<Step> before;
    Step one;
    Step other;
    bool has_one_winner = true;  // whichever comes first
};

/// How both were answered, and what is left.
struct Outcome {
    int one = 0;
    int other = 0;
    std::string state;
    bool operator==(const Outcome&) const = default;
};
void PrintTo(const Outcome& outcome, std::ostream* out) {
    *out << outcome.one << " " << outcome.other << " " << outcome.state;
}

class Races : public ::testing::TestWithParam<std::string> {
  protected:
    /// A case in the state in which the two meet it.
    struct Scene {
        std::string id;
        std::string made;
    };
    Scene set_up(const Race& race) {
        Scene scene{.id = world.create_case("worker_a", {{"consent_for_services", true},
                                                         {"disclosure_other_orgs", true},
                                                         {"consent_reporting", "true"}}),
                    .made = {}};
        for (const auto& step : race.before) {
            const auto reply = act(world.as(step.user), scene, step);
            EXPECT_EQ(reply.status, 200) << race.name << " " << step.path << reply.body;
            if (step.method == "POST") scene.made = reply.text("id");
        }
        return scene;
    }
    static Reply act(Client& client, const Scene& scene, const Step& step) {
        auto path = "/api/v2/cases/" + scene.id + step.path;
        if (const auto at = path.find("{made}"); at != std::string::npos)
            path.replace(at, 6, scene.made);
        return client.send(step.method, path, step.body);
    }
    Outcome in_turn(const Race& race, bool is_other_first) {
        const auto scene = set_up(race);
        Outcome outcome;
        const auto go = [&](const Step& step, int& answered) {
            answered = act(world.as(step.user), scene, step).status;
        };
        if (is_other_first) go(race.other, outcome.other);
        go(race.one, outcome.one);
        if (!is_other_first) go(race.other, outcome.other);
        outcome.state = state_of(scene);
        return outcome;
    }
    Outcome at_once(const Race& race) {
        const auto scene = set_up(race);
        auto& first = world.as(race.one.user);
        auto& second = at_another_browser(race.other.user);
        Outcome outcome;
        std::latch start(2);
        {
            std::jthread one([&] {
                start.arrive_and_wait();
                outcome.one = act(first, scene, race.one).status;
            });
            std::jthread other([&] {
                start.arrive_and_wait();
                outcome.other = act(second, scene, race.other).status;
            });
        }
        outcome.state = state_of(scene);
        return outcome;
    }
    /// The same person may be the other one, with a connection of their own.
    Client& at_another_browser(const std::string& user) {
        const auto known = others_.find(user);
        if (known != others_.end()) return known->second;
        auto client = world.anonymous();
        EXPECT_EQ(client.sign_in(user, World::password()).status, 200);
        return others_.emplace(user, std::move(client)).first->second;
    }
    /// What both have left, without ids and times. The order of transitions made in one
    /// millisecond says nothing.
    std::string state_of(const Scene& scene) {
        const auto path = "/api/v2/cases/" + scene.id;
        const auto record = world.as("super").get(path).object();
        std::string state;
        for (const auto* key :
             {"owned_by", "transfer_status", "assigned_user_names", "referred_users",
              "transferred_to_users", "approval_status_assessment", "assessment_approved"}) {
            const auto* value = record.if_contains(key);
            state += std::string(key) + "=" + (value == nullptr ? "" : json::write(*value)) + " ";
        }
        std::vector<std::string> transitions;
        for (const auto& row : world.as("super").get(path + "/transitions").rows()) {
            const auto& entry = row.as_object();
            transitions.push_back(json::string_or(entry, "type") + ":" +
                                  json::string_or(entry, "transitioned_to") + ":" +
                                  json::string_or(entry, "status"));
        }
        std::ranges::sort(transitions);
        for (const auto& transition : transitions) state += transition + " ";
        return state + marks_of(path) + files_of(record);
    }
    std::string marks_of(const std::string& path) {
        std::vector<std::string> found;
        for (const auto& row : world.as("super").get(path + "/flags").rows()) {
            const auto& flag = row.as_object();
            const bool is_resolved = flag.at("removed").as_bool();
            found.push_back("flag:" + json::string_or(flag, "message") +
                            (is_resolved ? ":resolved" : ""));
        }
        for (const auto& row : world.as("super").get(path + "/alerts").rows())
            found.push_back("alert:" + json::string_or(row.as_object(), "alert_for"));
        std::ranges::sort(found);
        std::string marks;
        for (const auto& mark : found) marks += mark + " ";
        return marks;
    }
    static std::string files_of(const json::Object& record) {
        std::vector<std::string> files;
        if (const auto* photos = json::find_array(record, "photos")) {
            for (const auto& photo : *photos)
                files.push_back("file:" + json::string_or(photo.as_object(), "comments"));
        }
        std::ranges::sort(files);
        std::string text = "nickname:" + json::string_or(record, "name_nickname") + " ";
        for (const auto& file : files) text += file + " ";
        return text;
    }
    /// Whoever assigns chose the next owner before the other one gave the record away, and is
    /// refused: what is left is what the other has done.
    std::vector<Outcome> lost_assignments(const Race& race) {
        std::vector<Outcome> outcomes;
        const auto is_assignment = [](const Step& step) { return step.path == "/assigns"; };
        if (is_assignment(race.one)) outcomes.push_back({422, 200, alone(race, race.other)});
        if (is_assignment(race.other)) outcomes.push_back({200, 422, alone(race, race.one)});
        return outcomes;
    }
    std::string alone(const Race& race, const Step& step) {
        const auto scene = set_up(race);
        EXPECT_EQ(act(world.as(step.user), scene, step).status, 200);
        return state_of(scene);
    }
    void expect_one_after_the_other(const Race& race) {
        auto allowed = lost_assignments(race);
        for (const bool is_other_first : {false, true}) {
            allowed.push_back(in_turn(race, is_other_first));
            const auto& turn = allowed.back();
            if (race.has_one_winner) {
                EXPECT_NE(turn.one < 300, turn.other < 300) << race.name;
            }
        }
        for (int round = 0; round < rounds; ++round)
            EXPECT_THAT(allowed, Contains(at_once(race))) << race.name;
    }

    World world{{.engine = GetParam()}};

  private:
    std::map<std::string, Client> others_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Races, ::testing::Values("sqlite", "postgresql"));

constexpr const char* referral = "/referrals/{made}";
constexpr const char* transfer = "/transfers/{made}";
constexpr const char* request = "/transfer_requests/{made}";
constexpr const char* assessment = "/approvals/assessment";

TEST_P(Races, OfOffersAndAnswersOfATransfer) {
    const Step offer = post("worker_a", "/transfers", to("worker_b"));
    const Race races[] = {
        {"offer, offer", {}, offer, post("worker_a", "/transfers", to("worker_c"))},
        {"accept, reject",
         {offer},
         patch("worker_b", transfer, status("accepted")),
         patch("worker_b", transfer, status("rejected"))},
        {"accept, revoke",
         {offer},
         patch("worker_b", transfer, status("accepted")),
         patch("worker_a", transfer, status("revoked"))},
        {"accept, assign",
         {offer},
         patch("worker_b", transfer, status("accepted")),
         post("super", "/assigns", to("worker_c")),
         false},
    };
    for (const auto& race : races) expect_one_after_the_other(race);
}

TEST_P(Races, OfReferralsAndTheirAnswers) {
    const Step refer = post("worker_a", "/referrals", to("worker_b"));
    const Race races[] = {
        {"refer, refer", {}, refer, refer},
        {"refer two", {}, refer, post("worker_a", "/referrals", to("worker_c")), false},
        {"accept, reject",
         {refer},
         patch("worker_b", referral, status("accepted")),
         patch("worker_b", referral, status("rejected"))},
        {"accept, revoke",
         {refer},
         patch("worker_b", referral, status("accepted")),
         patch("worker_a", referral, status("revoked")),
         false},
        {"done, revoke",
         {refer, patch("worker_b", referral, status("accepted"))},
         patch("worker_b", referral, status("done")),
         patch("worker_a", referral, status("revoked")),
         false},
        {"refer, assign", {}, refer, post("super", "/assigns", to("worker_c")), false},
    };
    for (const auto& race : races) expect_one_after_the_other(race);
}

TEST_P(Races, OfRequestsForATransfer) {
    const Step ask = post("worker_b", "/transfer_requests", R"({"data":{"notes":"here now"}})");
    const Race races[] = {
        {"ask, ask", {}, ask, ask},
        {"accept, reject",
         {ask},
         patch("worker_a", request, status("accepted")),
         patch("worker_a", request, status("rejected"))},
        {"accept, assign",
         {ask},
         patch("worker_a", request, status("accepted")),
         post("super", "/assigns", to("worker_c")),
         false},
    };
    for (const auto& race : races) expect_one_after_the_other(race);
}

TEST_P(Races, OfRequestsForAnApprovalAndItsAnswers) {
    const Step ask = patch("worker_a", assessment, approval("requested"));
    const Race races[] = {
        {"ask, ask", {}, ask, ask},
        {"approve, reject",
         {ask},
         patch("supervisor", assessment, approval("approved")),
         patch("super", assessment, approval("rejected"))},
        {"approve, withdraw",
         {ask},
         patch("supervisor", assessment, approval("approved")),
         patch("worker_a", assessment, approval("withdrawn"))},
    };
    for (const auto& race : races) expect_one_after_the_other(race);
}

// Two assignments one after the other both hold, and the last decides.
TEST_P(Races, OfAssignments) {
    const Race races[] = {
        {"assign, assign",
         {},
         post("super", "/assigns", to("worker_b")),
         post("supervisor", "/assigns", to("worker_c")),
         false},
        {"the same",
         {},
         post("super", "/assigns", to("worker_c")),
         post("supervisor", "/assigns", to("worker_c"))},
    };
    for (const auto& race : races) expect_one_after_the_other(race);
}

constexpr const char* flag = "/flags/{made}";
constexpr const char* file = "/attachments/{made}";

std::string data(json::Object data) {
    return json::write(json::Object{{"data", std::move(data)}});
}

TEST_P(Races, OfFlags) {
    const Step raise = post("supervisor", "/flags", data({{"message", "Call"}}));
    const Step resolve = patch("supervisor", flag, data({{"unflag_message", "Called"}}));
    const Race races[] = {
        {"raise, raise", {}, raise, post("super", "/flags", data({{"message", "Go"}})), false},
        {"resolve, resolve",
         {raise},
         resolve,
         patch("super", flag, data({{"unflag_message", "Done"}}))},
        {"resolve, edit", {raise}, resolve, patch("super", flag, data({{"message", "Go"}})), false},
        {"raise, change",
         {},
         raise,
         patch("worker_a", "", data({{"name_nickname", "Lulu"}})),
         false},
    };
    for (const auto& race : races) expect_one_after_the_other(race);
}

TEST_P(Races, OfFiles) {
    // A red square of 8 by 8 pixels.
    const auto picture = data({{"field_name", "photos"},
                               {"attachment_type", "image"},
                               {"file_name", "a.png"},
                               {"attachment",
                                "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CA"
                                "FWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC"}});
    const Step attach = post("worker_a", "/attachments", picture);
    const Race races[] = {
        {"attach, attach", {}, attach, post("super", "/attachments", picture), false},
        {"attach, change",
         {},
         attach,
         patch("super", "", data({{"name_nickname", "Lulu"}})),
         false},
        {"remove, remove", {attach}, remove("worker_a", file), remove("super", file)},
        {"remove, describe",
         {attach},
         remove("worker_a", file),
         patch("super", file, data({{"comments", "At school"}})),
         false},
        {"describe, describe",
         {attach},
         patch("worker_a", file, data({{"comments", "At home"}})),
         patch("super", file, data({{"comments", "At school"}})),
         false},
    };
    for (const auto& race : races) expect_one_after_the_other(race);
}

}  // namespace
}  // namespace amparo::testing
