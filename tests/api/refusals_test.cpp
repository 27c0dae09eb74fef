// Each rule of case management that is broken answers alike: a code that stays, the place of the
// input, and a sentence in the language of whoever asks (case-management.md §§3 to 6).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;

/// A call that breaks a rule. In paths and bodies {case} is a case of worker_a with consent, {bare}
/// one without, {incident} an incident of {case}, {flag} a flag on {case} by the supervisor,
/// {nothing} an id of nothing.
struct Refusal {
    const char* user;
    const char* method;
    const char* path;
    const char* body;
    int status;
    const char* code;
    const char* field;  // as pointer, as attribute, or "" for the record as a whole
};

constexpr const char* recipient = "transition.errors.to_user_can_receive";

const Refusal refusals[] = {
    // §3.1, §3.2
    {"worker_a", "POST", "cases", R"({"data":{"module_id":"nowhere"}})", 422,
     "errors.fields.module", "/module_id"},
    {"worker_a", "POST", "cases", R"({"data":{"id":"x","module_id":"primeromodule-cp"}})", 422,
     "errors.uuid", "/id"},
    {"administrator", "PATCH", "cases/{case}", R"({"data":{"owned_by":"ghost"}})", 422, recipient,
     "/owned_by"},
    // §3.5
    {"supervisor", "PATCH", "cases/{case}",
     R"({"data":{"status":"closed","date_closure":"2999-01-01"},"record_action":"close"})", 422,
     "errors.models.child.date_closure", "date_closure"},
    {"supervisor", "PATCH", "cases/{case}",
     R"({"data":{"status":"closed","date_closure":"1999-01-01"},"record_action":"close"})", 422,
     "errors.models.child.date_closure", "date_closure"},
    {"worker_a", "PATCH", "cases/{case}", R"({"data":{"age":3},"record_action":"fly"})", 422,
     "errors.record_action_unknown", "record_action"},
    // §3.7
    {"worker_a", "PATCH", "cases/{case}", R"({"data":{"date_of_birth":"2999-01-01"}})", 422,
     "errors.models.child.date_of_birth", "/date_of_birth"},
    {"worker_a", "PATCH", "cases/{case}", R"({"data":{"date_of_birth":"1850-01-01"}})", 422,
     "errors.models.child.date_of_birth", "date_of_birth"},
    {"worker_a", "PATCH", "cases/{case}", R"({"data":{"age":131}})", 422, "errors.models.child.age",
     "/age"},
    // §§3.17 to 3.21
    {"super", "PATCH", "cases/{case}", R"({"data":{"registry_record_id":"x"}})", 422,
     "errors.fields.value", "/registry_record_id"},
    {"super", "POST", "cases/{case}/family", R"({"data":{"family_detail_id":"{nothing}"}})", 404,
     "errors.not_found", "/data/family_detail_id"},
    {"super", "POST", "incidents/{incident}/assigns", R"({"data":{"transitioned_to":"worker_c"}})",
     422, "transition.errors.incident_of_case", "base"},
    {"super", "POST", "cases/{case}/case_relationships",
     R"({"data":{"case_id":"{case}","relationship_type":"sibling_of"}})", 422,
     "errors.links.related_to_itself", "/data/case_id"},
    {"super", "POST", "cases/{case}/case_relationships",
     R"({"data":{"case_id":"{bare}","relationship_type":"nope"}})", 422,
     "errors.links.relationship_type", "/data/relationship_type"},
    {"super", "PATCH", "cases/{case}",
     R"({"data":{"identified_by":"worker_c"},"record_action":"attribute"})", 422,
     "errors.models.child.identified_by_exists", "identified_by"},
    // §4
    {"worker_a", "PATCH", "cases/{case}/approvals/nope",
     R"({"data":{"approval_status":"requested"}})", 404, "errors.not_found", ""},
    {"worker_a", "PATCH", "cases/{case}/approvals/case_plan",
     R"({"data":{"approval_status":"maybe"}})", 422, "approvals.error_invalid_status",
     "approval_status"},
    {"supervisor", "PATCH", "cases/{case}/approvals/assessment",
     R"({"data":{"approval_status":"approved"}})", 422, "errors.approvals.no_request",
     "approval_status"},
    {"supervisor", "PATCH", "cases/{case}/approvals/case_plan",
     R"({"data":{"approval_status":"rejected"}})", 422, "errors.approvals.comment", "notes"},
    {"worker_a", "PATCH", "cases/{case}/approvals/assessment",
     R"({"data":{"approval_status":"requested","approver":"worker_c"}})", 422,
     "errors.approvals.approver", "approver"},
    // §5.2, §5.3
    {"worker_a", "POST", "cases/{case}/referrals", R"({"data":{}})", 422, recipient,
     "transitioned_to"},
    {"worker_a", "POST", "cases/{case}/referrals", R"({"data":{"transitioned_to":"worker_a"}})",
     422, recipient, "transitioned_to"},
    {"worker_a", "POST", "cases/{case}/referrals", R"({"data":{"transitioned_to":"supervisor"}})",
     422, recipient, "transitioned_to"},
    {"administrator", "POST", "cases/{case}/transfers",
     R"({"data":{"transitioned_to":"worker_a"}})", 422, recipient, "transitioned_to"},
    {"supervisor", "POST", "cases/{case}/assigns", R"({"data":{"transitioned_to":"worker_a"}})",
     422, recipient, "transitioned_to"},
    {"worker_a", "POST", "cases/{bare}/referrals", R"({"data":{"transitioned_to":"worker_b"}})",
     422, "transition.errors.consent", "consent"},
    {"worker_a", "POST", "cases/{bare}/transfers", R"({"data":{"transitioned_to":"worker_b"}})",
     422, "transition.errors.consent", "consent"},
    // §5.4, §5.7
    {"worker_a", "POST", "cases/{case}/referrals",
     R"({"data":{"transitioned_to":"worker_b","service_record_id":"gone"}})", 422,
     "transition.errors.service_record", "service_record_id"},
    {"worker_a", "POST", "cases/{case}/referrals",
     R"({"data":{"transitioned_to":"worker_b","authorized_role_unique_id":"nope"}})", 422,
     "transition.errors.authorized_role", "authorized_role_unique_id"},
    {"worker_a", "PATCH", "cases/{case}/referrals/{nothing}", R"({"data":{"status":"accepted"}})",
     404, "errors.not_found", ""},
    {"worker_a", "POST", "cases/referrals", R"({"data":{"transitioned_to":"worker_b"}})", 422,
     "errors.fields.required", "ids"},
    {"supervisor", "POST", "cases/assigns", R"({"data":{"transitioned_to":"worker_c"}})", 422,
     "errors.fields.required", "filters"},
    // §6
    {"worker_a", "POST", "cases/{case}/flags", R"({"data":{"message":"  "}})", 422,
     "errors.fields.required", "message"},
    {"worker_a", "POST", "cases/{case}/flags", R"({"data":{"message":"x","date":"soon"}})", 422,
     "errors.date", "date"},
    {"worker_a", "POST", "cases/{case}/flags", R"({"data":{"message":"x","assignee":"ghost"}})",
     422, "errors.fields.user", "assignee"},
    {"supervisor", "PATCH", "cases/{case}/flags/{flag}", R"({"data":{"unflag_message":""}})", 422,
     "errors.fields.required", "unflag_message"},
    {"supervisor", "PATCH", "cases/{case}/flags/999999", R"({"data":{"unflag_message":"x"}})", 404,
     "errors.not_found", ""},
    {"worker_a", "DELETE", "cases/{case}/alerts/nope", "", 404, "errors.not_found", ""},
};

/// A refusal as a person or a program reads it.
struct Words {
    std::string code;
    std::string field;
    std::string sentence;
};

std::string first_text(const json::Value& value) {
    const auto& one = value.is_array() && !value.get_array().empty() ? value.get_array()[0] : value;
    return one.is_string() ? std::string(one.get_string()) : "";
}

Words words_of(const Reply& reply) {
    const auto entry = reply.errors().at(0).as_object();
    Words words{.code = json::string_or(entry, "code"), .field = {}, .sentence = {}};
    if (entry.contains("detail")) words.field = first_text(entry.at("detail"));
    words.sentence = first_text(entry.at("message"));
    if (const auto* problems = json::find_array(entry, "problems")) {
        const auto& problem = problems->at(0).as_object();
        words.code = json::string_or(problem, "code");
        words.field = json::string_or(problem, "pointer");
        words.sentence = json::string_or(problem, "message");
    } else if (reply.status == 404 && !words.field.starts_with('/')) {
        words.sentence = std::exchange(words.field, "");
    }
    return words;
}

class Refusals : public ::testing::Test {
  protected:
    Refusals() {
        places_["{case}"] = world.create_case(
            "worker_a", {{"consent_for_services", true}, {"disclosure_other_orgs", true}});
        places_["{bare}"] = world.create_case("worker_a", {{"name_first", "Bo"}});
        places_["{nothing}"] = "00000000-0000-4000-8000-000000000000";
        places_["{incident}"] =
            world.as("worker_a")
                .post(
                    "/api/v2/incidents",
                    filled(
                        R"({"data":{"module_id":"primeromodule-cp","incident_case_id":"{case}"}})"))
                .text("id");
        world.as("worker_a")
            .patch(filled("/api/v2/cases/{case}/approvals/case_plan"),
                   R"({"data":{"approval_status":"requested"}})");
        const auto flag =
            world.as("supervisor")
                .post(filled("/api/v2/cases/{case}/flags"), R"({"data":{"message":"Look"}})");
        places_["{flag}"] = json::write(flag.object().at("id"));
    }

    std::string filled(std::string text) const {
        for (const auto& [name, value] : places_) {
            for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
                text.replace(at, name.size(), value);
        }
        return text;
    }
    Reply send(const Refusal& refusal) {
        return world.as(refusal.user)
            .send(refusal.method, filled(std::string("/api/v2/") + refusal.path),
                  filled(refusal.body));
    }
    void speak(const std::string& language) {
        for (const auto* user : {"worker_a", "supervisor", "administrator", "super"}) {
            const auto changed =
                world.as("super").patch("/api/v2/users/" + std::to_string(world.id_of(user)),
                                        "{\"data\":{\"locale\":\"" + language + "\"}}");
            ASSERT_EQ(changed.status, 200) << changed.body;
        }
    }

    World world;

  private:
    std::map<std::string, std::string> places_;
};

TEST_F(Refusals, HaveACodeAPlaceAndASentenceInTheLanguageOfWhoeverAsks) {
    std::map<std::string, std::string> english;
    for (const auto& refusal : refusals) {
        const auto name = std::string(refusal.method) + " " + refusal.path + " " + refusal.body;
        const auto reply = send(refusal);
        ASSERT_EQ(reply.status, refusal.status) << name << " " << reply.body;
        const auto words = words_of(reply);
        EXPECT_EQ(words.code, refusal.code) << name;
        EXPECT_EQ(words.field, refusal.field) << name;
        EXPECT_THAT(words.sentence, HasSubstr(" ")) << name;
        EXPECT_EQ(words.sentence.find("errors."), std::string::npos) << name;
        english[name] = words.sentence;
    }
    for (const auto* language : {"fr", "ar", "es"}) {
        speak(language);
        for (const auto& refusal : refusals) {
            const auto name = std::string(refusal.method) + " " + refusal.path + " " + refusal.body;
            const auto words = words_of(send(refusal));
            EXPECT_EQ(words.code, refusal.code) << name;
            EXPECT_NE(words.sentence, english[name]) << language << " " << name;
        }
    }
}

TEST_F(Refusals, ChangeNothing) {
    const auto before = world.as("super").get(filled("/api/v2/cases/{case}")).body;
    for (const auto& refusal : refusals) send(refusal);
    EXPECT_EQ(world.as("super").get(filled("/api/v2/cases/{case}")).body, before);
}

}  // namespace
}  // namespace amparo::testing
