// Grant × endpoint × relation for incidents, tracing requests, families and registry records, and
// for what of cases leads to them (case-management.md §§1.2, 1.3, 1.4, 1.7, records.md F24). What
// is expected comes from record_rights_table.hpp, which was written from the specification: never
// from the code under test. Cases by the roles of the configuration: rights_matrix_test.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "access/permission_catalogue.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "tests/api/record_rights_table.hpp"
#include "tests/support/people.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* unknown = "7f0d7a6e-1111-4222-8333-944455566677";
constexpr const char* secret = "Yasmin";  // in every record; no refusal may say it

std::vector<std::string> words_of(const std::string& text, char separator) {
    std::vector<std::string> words;
    std::istringstream in(text);
    for (std::string word; std::getline(in, word, separator);) words.push_back(word);
    return words;
}

/// Actions by resource.
using Actions = std::map<std::string, std::set<std::string>>;

struct Granted {
    std::string name;
    Actions actions;
};

/// An endpoint as one of its types has it.
class Question {
  public:
    Question(const Endpoint& asked, const Type& asked_of) : endpoint(asked), type(asked_of) {
        for (const auto& set : words_of(endpoint.rights, '|')) sets_.push_back(rights_of(set));
    }

    bool is_met_by(const Actions& granted) const {
        return std::ranges::any_of(sets_,
                                   [&](const Rights& rights) { return has_all(granted, rights); });
    }
    /// Whether it is met beyond the scope too.
    bool is_met_anywhere(const Actions& granted) const {
        if (!type.has_scope && is_looking()) return true;
        const auto rights = rights_of(endpoint.rights_anywhere);
        return !rights.empty() && has_all(granted, rights);
    }

    /// Just enough, everything, each right missing from everything, and everything elsewhere.
    std::vector<Granted> grants() const {
        std::vector<Granted> tried;
        Granted full{"everything", everything_of(type.name)};
        for (const auto& rights : sets_) {
            auto& just = tried.emplace_back(Granted{"just enough", {}});
            for (const auto& [resource, action] : rights) {
                just.actions[resource].insert(action);
                if (resource != type.name) full.actions.merge(everything_of(resource));
            }
        }
        tried.push_back(full);
        for (const auto& rights : sets_) {
            for (const auto& [resource, action] : rights) {
                tried.push_back(full);
                tried.back().name = "all but " + action;
                tried.back().actions[resource].erase(action);
            }
        }
        // Some actions no role can be given one by one: whoever has them manages the type.
        std::erase_if(tried, [](const Granted& granted) { return !is_grantable(granted.actions); });
        tried.push_back(full);
        tried.back().name = "manage";
        tried.back().actions[type.name].insert("manage");
        auto& elsewhere = tried.emplace_back(Granted{"the other types", {}});
        for (const auto& other : types) {
            if (other.name != std::string_view(type.name))
                elsewhere.actions[other.name] = {"manage"};
        }
        return tried;
    }

    const Endpoint& endpoint;
    const Type& type;

  private:
    using Right = std::pair<std::string, std::string>;
    using Rights = std::vector<Right>;

    Rights rights_of(const std::string& set) const {
        Rights rights;
        for (const auto& right : words_of(set, ' ')) {
            const auto colon = right.find(':');
            const bool is_own = colon == std::string::npos;
            rights.emplace_back(is_own ? type.name : right.substr(0, colon),
                                is_own ? right : right.substr(colon + 1));
        }
        return rights;
    }
    /// Changing registry records, their flags and their history keep to the scope.
    bool is_looking() const {
        return std::ranges::all_of(words_of(endpoint.rights, ' '), [](const std::string& right) {
            return right == "read" || right == "access_log";
        });
    }
    static bool has_all(const Actions& granted, const Rights& rights) {
        return std::ranges::all_of(rights, [&](const Right& right) {
            const auto found = granted.find(right.first);
            return found != granted.end() &&
                   (found->second.contains(right.second) || found->second.contains("manage"));
        });
    }
    static bool is_grantable(const Actions& granted) {
        return std::ranges::all_of(granted, [](const auto& entry) {
            return std::ranges::all_of(entry.second, [&](const std::string& action) {
                return access::is_known_action(entry.first, action);
            });
        });
    }
    static Actions everything_of(const std::string& resource) {
        Actions all;
        for (const auto action : access::find_resource(resource)->actions)
            all[resource].emplace(action);
        all[resource].erase("manage");
        return all;
    }

    std::vector<Rights> sets_;
};

/// A record and what hangs on it.
struct Thing {
    std::string id = unknown;
    std::string file = "999999";
    std::string trace = unknown;
};

/// The people and records of the matrix.
class Matrix {
  public:
    Matrix() {
        for (const auto& reach : reaches)
            add("asks_" + std::string(reach.scope), reach.scope, "AGENCY-1", here);
        add("peer_group", "self", "AGENCY-2", here);
        add("peer_agency", "self", "AGENCY-1", there);
        add("far_away", "self", "AGENCY-2", there);
    }

    /// The record of that type to which the person stands like that; made when first asked for.
    const Thing& thing(const Type& type, const std::string& person, Relation relation) {
        static const Thing no_thing;
        if (relation == nowhere) return no_thing;
        const auto owner_name = owner_for(person, relation);
        const auto key = std::string(type.name) + owner_name + (relation == linked ? person : "");
        const auto found = things_.find(key);
        if (found != things_.end()) return found->second;
        auto made = make(type, owner_name);
        if (relation == linked) make_case(person, {{"family_id", made.id}});
        return things_.emplace(key, std::move(made)).first->second;
    }

    void grant(const std::string& person, const Actions& granted) {
        json::Object permissions;
        for (const auto& [resource, actions] : granted) {
            json::Array list;
            for (const auto& action : actions) list.emplace_back(action);
            if (!list.empty()) permissions[resource] = std::move(list);
        }
        set_permissions(world, person, std::move(permissions));
    }

    Reply ask(const std::string& person, const Question& question, const Thing& thing) {
        std::string path = "/api/v2" + std::string(question.endpoint.path);
        const auto put = [&](std::string_view name, const std::string& value) {
            if (const auto at = path.find(name); at != std::string::npos)
                path.replace(at, name.size(), value);
        };
        if (path.find("{all}") == 7) put("{all}", "/" + std::string(question.type.segment));
        put("{id}", thing.id);
        put("{file}", thing.file);
        put("{trace}", thing.trace);
        auto reply = world.as(person).send(question.endpoint.method, path, question.endpoint.body);
        const bool is_gone =
            question.endpoint.method == std::string_view("DELETE") && reply.status == 200;
        if (is_gone) world.as("super").patch(path, R"({"data":{"record_state":true}})");
        return reply;
    }

    World world;

  private:
    static constexpr const char* here = "usergroup-primero-cp";
    static constexpr const char* there = "usergroup-primero-ftr";

    static std::string owner_for(const std::string& person, Relation relation) {
        if (relation == owner) return person;
        if (relation == group) return "peer_group";
        return relation == agency ? "peer_agency" : "far_away";
    }

    void add(const std::string& name, const std::string& scope, const std::string& agency_id,
             const std::string& group_id) {
        json::Object forms;
        for (const auto& type : types) {
            for (const auto& [form, access] : type.forms) forms[form] = access;
        }
        add_person(world, {.user_name = name,
                           .permissions = {{"case", json::Array{"read"}}},
                           .scope = scope,
                           .agency = agency_id,
                           .group = group_id,
                           .forms = std::move(forms)});
    }

    Reply post(const std::string& path, json::Object data) {
        auto made =
            world.as("super").post(path, json::write(json::Object{{"data", std::move(data)}}));
        if (made.status != 200) throw std::runtime_error(path + ": " + made.body);
        return made;
    }

    std::string make_case(const std::string& owner_name, json::Object more) {
        more["owned_by"] = owner_name;
        more["module_id"] = "primeromodule-cp";
        return post("/api/v2/cases", std::move(more)).text("id");
    }

    Thing make(const Type& type, const std::string& owner_name) {
        Thing made;
        json::Object data{
            {"owned_by", owner_name}, {"module_id", "primeromodule-cp"}, {type.field, secret}};
        const bool is_request = type.name == std::string_view("tracing_request");
        if (is_request) {
            made.trace = Uuid::random(random_).text();
            data["tracing_request_subform_section"] =
                json::Array{json::Object{{"unique_id", made.trace}, {"name", secret}}};
        }
        const auto all = "/api/v2/" + std::string(type.segment);
        made.id = post(all, std::move(data)).text("id");
        if (!is_request) return made;
        // A red square of 8 by 8 pixels.
        constexpr auto* png =
            "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAA"
            "AAAElFTkSuQmCC";
        made.file = post(all + "/" + made.id + "/attachments", {{"field_name", "photos"},
                                                                {"attachment_type", "image"},
                                                                {"file_name", "a.png"},
                                                                {"attachment", png}})
                        .text("id");
        return made;
    }

    SystemRandom random_;
    std::map<std::string, Thing> things_;
};

constexpr Relation all_relations[] = {owner, group, agency, linked, stranger, nowhere};

/// Asks one question with one grant, as somebody of one scope, and looks at every answer.
class Trial {
  public:
    Trial(Matrix& matrix, const Question& question, const Reach& reach)
        : matrix_(matrix),
          question_(question),
          reach_(reach),
          person_("asks_" + std::string(reach.scope)) {}

    void run(const Granted& granted) {
        matrix_.grant(person_, granted.actions);
        granted_ = &granted;
        is_met_ = question_.is_met_by(granted.actions);
        is_met_anywhere_ = question_.is_met_anywhere(granted.actions);
        const auto asked = question_.endpoint.asked;
        if (asked == list) return check_list();
        for (const auto relation : all_relations) {
            if (relation == linked && question_.type.name != std::string_view("family")) continue;
            check(relation);
            if (asked == of_type) return;
        }
    }
    std::size_t count() const { return count_; }

  private:
    bool reaches_it(Relation relation) const {
        return relation != nowhere && (is_met_anywhere_ || reach_.relations.contains(relation));
    }
    std::string name_of(const char* what) const {
        return std::string(question_.type.name) + " " + question_.endpoint.name + " for scope " +
               reach_.scope + " and " + what + " with " + granted_->name;
    }
    void check(Relation relation) {
        constexpr const char* names[] = {"owner",  "group",    "agency",
                                         "linked", "stranger", "nowhere"};
        const auto reply =
            matrix_.ask(person_, question_, matrix_.thing(question_.type, person_, relation));
        ++count_;
        const auto where = name_of(names[static_cast<std::size_t>(relation)]);
        const auto& allowed = question_.endpoint.allowed;
        if (is_met_ && (question_.endpoint.asked == of_type || reaches_it(relation))) {
            EXPECT_TRUE(allowed.contains(reply.status)) << where << " gave " << reply.status;
            if (question_.endpoint.name == std::string_view("show")) {
                EXPECT_THAT(reply.body, HasSubstr(secret)) << where;
            }
            return;
        }
        // A caller without the right learns not even whether there is such a record (F24).
        EXPECT_EQ(reply.status, is_met_ && relation == nowhere ? 404 : 403) << where;
        EXPECT_THAT(reply.body, Not(HasSubstr(secret))) << where;
    }
    void check_list() {
        std::vector<std::pair<Relation, std::string>> there;
        for (const auto relation : all_relations) {
            if (relation == linked && question_.type.name != std::string_view("family")) continue;
            there.emplace_back(relation, matrix_.thing(question_.type, person_, relation).id);
        }
        const auto reply = matrix_.ask(person_, question_, {});
        ++count_;
        EXPECT_EQ(reply.status, is_met_ ? 200 : 403) << name_of("the list");
        for (const auto& [relation, id] : there) {
            const bool is_shown = reply.body.find(id) != std::string::npos;
            EXPECT_EQ(is_shown, is_met_ && reaches_it(relation))
                << name_of("relation ") << static_cast<int>(relation);
        }
    }

    Matrix& matrix_;
    const Question& question_;
    const Reach& reach_;
    std::string person_;
    const Granted* granted_ = nullptr;
    bool is_met_ = false;
    bool is_met_anywhere_ = false;
    std::size_t count_ = 0;
};

bool is_of(const Endpoint& endpoint, const Type& type) {
    const auto names = words_of(endpoint.types, ' ');
    return std::ranges::find(names, type.name) != names.end();
}

/// Who may not at all is asked with the widest scope only.
std::size_t ask(Matrix& matrix, const Question& question) {
    std::size_t asked = 0;
    for (const auto& granted : question.grants()) {
        for (const auto& reach : reaches) {
            if (!question.is_met_by(granted.actions) && reach.scope != std::string_view("all"))
                continue;
            Trial trial(matrix, question, reach);
            trial.run(granted);
            asked += trial.count();
        }
    }
    return asked;
}

TEST(RecordRights, AreWhatTheTablesSayForEveryGrantAndRelation) {
    Matrix matrix;
    std::size_t asked = 0;
    for (const auto& type : types) {
        for (const auto& endpoint : endpoints) {
            if (is_of(endpoint, type)) asked += ask(matrix, Question(endpoint, type));
        }
    }
    EXPECT_GT(asked, 3000U);
}

TEST(RecordRights, TellOfTracesOfACaseOnlyThatSomebodySearches) {
    Matrix matrix;
    const auto child = matrix.world.create_case("super", {{"owned_by", "asks_self"},
                                                          {"module_id", "primeromodule-cp"},
                                                          {"consent_for_tracing", true}});
    const auto& request = matrix.thing(types[2], "asks_self", stranger);
    matrix.grant("asks_all", {{"case", {"read"}}, {"tracing_request", {"manage"}}});
    for (const auto* person : {"super", "asks_all"}) {  // two people have to confirm
        const auto linked =
            matrix.world.as(person).patch("/api/v2/traces/" + request.trace,
                                          R"({"data":{"matched_case_id":")" + child + R"("}})");
        ASSERT_EQ(linked.status, 200) << linked.body;
    }
    const auto traces = [&](const std::string& person) {
        matrix.grant(person, {{"case", {"read"}}, {"tracing_request", {"read"}}});
        return matrix.world.as(person).get("/api/v2/cases/" + child + "/traces").body;
    };
    EXPECT_THAT(traces("asks_all"), HasSubstr(secret));
    EXPECT_THAT(traces("asks_self"), HasSubstr(request.trace));
    EXPECT_THAT(traces("asks_self"), Not(HasSubstr(secret)));
}

}  // namespace
}  // namespace amparo::testing
