// The table of bad input of the specification (matching.md 15): a sane result or a clear error,
// never a crash, a hang or a silent loss.
#include <gmock/gmock.h>

#include "base/names/keys.hpp"
#include "matching/engine/evidence.hpp"
#include "matching/engine/name_comparators.hpp"
#include "matching/engine/value_comparators.hpp"
#include "matching/evaluate/fit.hpp"
#include "matching/evaluate/name_sets.hpp"
#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Day today = 20'600;  // 2026-05-27
constexpr std::string_view locations =
    "location_code,parent_code,admin_level\n1,,0\n1P1,1,1\n1P1D1,1P1,2\n1P1D1T1,1P1D1,3\n"
    "1P1D1T2,1P1D1,3\n1P2,1,1\n2,,0\n";

EvaluationTools tools() {
    return {.configuration = shipped_configuration(),
            .lexicon = shipped_lexicon(),
            .report = {},
            .today = today};
}

std::optional<Birth> birth(std::string_view json_text) {
    const auto object = json::parse_object(json_text).value();
    return birth_of({.date = json::find(object, "d"),
                     .age = json::find(object, "a"),
                     .estimated = json::find(object, "e"),
                     .reference = json::find(object, "r"),
                     .precision = json::find(object, "p")},
                    today);
}

TEST(BadInput, NamesWithoutLettersHaveNoTokens) {
    for (const auto* name : {"", " ", "12345", "?!", "\u200F\u200E", "---", "٣٤"}) {
        EXPECT_THAT(names::name_tokens(name), IsEmpty()) << name;
    }
}

TEST(BadInput, EndlessNamesAreCut) {
    EXPECT_LE(names::name_tokens(std::string(10'000, 'a')).size(), 1U);
    std::string many;
    for (int word = 0; word < 3'000; ++word) many += "ab ";
    EXPECT_LE(names::name_tokens(many).size(), names::name_tokens_max);
    const auto out = name_similarities("h\th\th\nX\t" + many + "\t" + many + "\n", {});
    ASSERT_TRUE(out);
    EXPECT_THAT(*out, HasSubstr("X\t1.0000"));
}

TEST(BadInput, AbsurdAgesAreMissing) {
    EXPECT_FALSE(birth(R"({"a": -1})"));
    EXPECT_FALSE(birth(R"({"a": 200})"));
    EXPECT_FALSE(birth(R"({"a": "ten"})"));
    EXPECT_FALSE(birth(R"({"a": null})"));
    EXPECT_FALSE(birth(R"({"a": [7]})"));
    ASSERT_TRUE(birth(R"({"a": 7.5, "r": "2020-01-01"})"));
    EXPECT_FALSE(birth(R"({"a": 7.5})")->is_exact);
}

TEST(BadInput, ContradictoryDatesAreMissing) {
    EXPECT_FALSE(birth(R"({"d": "2099-03-04"})"));
    EXPECT_FALSE(birth(R"({"d": "2020-03-04", "r": "2019-01-01"})"));
    EXPECT_FALSE(birth(R"({"d": "2020-13-40"})"));
    EXPECT_FALSE(birth(R"({"d": "yesterday"})"));
    ASSERT_TRUE(birth(R"({"d": "2012-03-04", "a": 5})"));
    EXPECT_TRUE(birth(R"({"d": "2012-03-04", "a": 5})")->is_exact);
    EXPECT_FALSE(birth(R"({"d": "2012-01-01", "a": 5})")->is_exact);
    EXPECT_FALSE(birth(R"({"d": "2012-03-04", "e": true})")->is_exact);
}

TEST(BadInput, PartialDatesMeanTheWholeOfTheirTime) {
    const auto first = [](std::string_view text) { return *parse_day(text); };
    const auto year = birth(R"({"d": "2013-09-11", "p": "year", "a": 3})");
    EXPECT_FALSE(year->is_exact);
    EXPECT_EQ(year->middle, (first("2013-09-11") + first("2014-09-10")) / 2);
    EXPECT_FALSE(birth(R"({"d": "2012-05-01", "p": "month"})")->is_exact);
    EXPECT_TRUE(birth(R"({"d": "2012-05-01", "p": "decade"})")->is_exact);
    const json::Value word("year");
    EXPECT_EQ(span_of(first("2013-09-11"), &word).last, first("2014-09-10"));
    EXPECT_EQ(span_of(first("2013-09-11"), nullptr).last, first("2013-09-11"));
}

TEST(BadInput, TelephonesAndIdentifiersAreNormalised) {
    EXPECT_EQ(phone_tail("+963 (21) 555-0199"), phone_tail("00963215550199"));
    EXPECT_EQ(phone_tail("٠٢١٥٥٥٠١٩٩"), phone_tail("021 555 0199"));
    EXPECT_FALSE(phone_tail("1234"));
    EXPECT_FALSE(phone_tail("none"));
    EXPECT_EQ(normalised_identifier("ab-12/٣ .4"), "AB1234");
    EXPECT_EQ(normalised_identifier("007"), "007");
}

TEST(BadInput, UnknownPlacesEqualOnlyThemselves) {
    const auto places = Places::parse(locations).value();
    Nearness found{};
    EXPECT_FALSE(places.compare(places.find("nowhere"), places.find("1P1"), found));
    ASSERT_TRUE(places.compare(places.find("nowhere"), places.find("nowhere"), found));
    EXPECT_EQ(found, Nearness::leaf);
    ASSERT_TRUE(places.compare(places.find("1P1D1T1"), places.find("1P1D1T2"), found));
    EXPECT_EQ(found, Nearness::level2);
    ASSERT_TRUE(places.compare(places.find("1P1D1T1"), places.find("1P1D1"), found));
    EXPECT_EQ(found, Nearness::within);
    ASSERT_TRUE(places.compare(places.find("1P1D1T1"), places.find("1P2"), found));
    EXPECT_EQ(found, Nearness::level0);
    ASSERT_TRUE(places.compare(places.find("1P1"), places.find("2"), found));
    EXPECT_EQ(found, Nearness::other);
}

TEST(BadInput, SexesThatNobodyListsContradictNothing) {
    const auto level_of = [](std::string_view one, std::string_view other) {
        const std::vector<std::uint32_t> left{hash_of(one)};
        const std::vector<std::uint32_t> right{hash_of(other)};
        return level_of_sexes(left, right);
    };
    EXPECT_EQ(level_of("male", "male"), 0);
    EXPECT_EQ(level_of("male", "female"), 1);
    EXPECT_EQ(level_of("M", "M"), 0);
    EXPECT_EQ(level_of("M", "male"), level_missing);
    EXPECT_EQ(level_of("F", "M"), level_missing);
}

TEST(BadInput, CirclesOfPlacesEnd) {
    const auto places = Places::parse("c,p,l\na,b,1\nb,a,1\nself,self,0\n").value();
    Nearness found{};
    EXPECT_TRUE(places.compare(places.find("a"), places.find("b"), found));
    EXPECT_FALSE(places.with_ancestors(places.find("self")).empty());
    EXPECT_FALSE(Places::parse("header\nonly-one-column\n"));
}

std::string case_line(std::string_view id, std::string_view rest) {
    return R"({"id":")" + std::string(id) + R"(","consent_for_tracing":true)" + std::string(rest) +
           "}\n";
}

std::string request_line(std::string_view rest, std::string_view trace) {
    return R"({"id":"r","status":"open")" + std::string(rest) +
           R"(,"tracing_request_subform_section":[{"unique_id":"t")" + std::string(trace) + "}]}\n";
}

std::string trace(const std::string& cases, const std::string& request) {
    const auto out =
        evaluate_tracing({.cases = cases, .requests = request, .locations = locations}, tools());
    EXPECT_TRUE(out);
    return out.value_or("refused");
}

TEST(BadInput, RequestsThatSayNothingFindNobody) {
    const auto cases = case_line("a", R"(,"name":"Amina Juma","age":9,"location_last":"1P1D1T1")");
    EXPECT_EQ(trace(cases, request_line(R"(,"location_last":"1P1D1T1")", R"(,"age":9)")),
              "trace_id,case_id,score,family_score,rank\n");
    const auto phone = case_line("a", R"(,"telephone_last":"+252 61 555 0199")");
    EXPECT_THAT(trace(phone, request_line(R"(,"relation_telephone":"00252615550199")", "")),
                HasSubstr("t,a,"));
    EXPECT_EQ(trace(cases, request_line("", "")), "trace_id,case_id,score,family_score,rank\n");
    EXPECT_EQ(trace(cases, request_line("", R"(,"name":"12 ?")")),
              "trace_id,case_id,score,family_score,rank\n");
    EXPECT_THAT(trace(cases, request_line("", R"(,"name":"Amina Juma")")), HasSubstr("t,a,"));
}

TEST(BadInput, ValuesOfAnyTypeAreSurvived) {
    const auto cases =
        case_line("a",
                  R"(,"name":17,"sex":[],"age":{"x":1},"date_of_birth":true,"nationality":"x",)"
                  R"("family_details_section":[1,null,{"relation":5,"relation_name":["Omar"]}],)"
                  R"("location_last":{},"telephone_last":12345678)") +
        case_line("b", R"(,"name":["Amina","Juma"],"family_details_section":"none")");
    EXPECT_THAT(trace(cases, request_line(R"(,"relation_name":{"a":1})",
                                          R"(,"name":"Juma","sex":7,"age":"old")")),
                HasSubstr("t,b,"));
}

TEST(BadInput, HundredsOfRelativesAreCut) {
    std::string rows;
    for (int at = 0; at < 500; ++at) {
        rows += (at > 0 ? "," : "") + std::string(R"({"relation":"uncle","relation_name":"Omar )") +
                std::string(1, char('a' + at % 26)) + R"("})";
    }
    const auto cases = case_line("a", R"(,"name":"Amina","family_details_section":[)" + rows + "]");
    EXPECT_THAT(trace(cases, request_line(R"(,"relation_name":"Omar")",
                                          R"(,"name":"Amina","relation":"uncle")")),
                HasSubstr("t,a,"));
}

TEST(BadInput, ThousandsOfNamesAndDatesInOneFieldAreCut) {
    std::string names;
    std::string dates;
    for (int at = 0; at < 20'000; ++at) {
        names += R"("Amina Juma )" + std::string(1, char('a' + at % 26)) + R"(",)";
        dates += R"("2020-03-04",)";
    }
    const auto all =
        R"(,"name":[)" + names + R"("Omar"],"date_of_separation":[)" + dates + "\"x\"]";
    const auto request = request_line("", all);
    EXPECT_THAT(trace(case_line("a", all), request), HasSubstr("t,a,"));
    EXPECT_THAT(trace(case_line("a", R"(,"name":"Amina Juma")"), request), HasSubstr("t,a,"));
}

TEST(BadInput, HundredsOfOptionsInEachFieldLeaveTheOthersReadable) {
    std::string options;
    for (int at = 0; at < 100; ++at) options += R"("option_)" + std::to_string(at) + R"(",)";
    std::string lists;
    for (const auto* field : {"nationality", "ethnicity", "religion", "language"}) {
        lists += ",\"" + std::string(field) + "\":[" + options + "\"last\"]";
    }
    const auto phone = lists + R"(,"telephone_last":"+252 61 555 0199")";
    const auto request = request_line(R"(,"relation_telephone":"00252615550199")", "");
    EXPECT_THAT(trace(case_line("a", phone), request), HasSubstr("t,a,"));
    EXPECT_EQ(trace(case_line("a", lists), request), "trace_id,case_id,score,family_score,rank\n");
}

TEST(BadInput, CasesWithoutConsentAndClosedRequestsTakeNoPart) {
    const std::string name = R"(,"name":"Amina Juma")";
    const auto no_consent = R"({"id":"n","consent_for_tracing":false)" + name + "}\n" +
                            R"({"id":"o")" + name + "}\n" +
                            R"({"id":"p","consent_for_tracing":"false")" + name + "}\n";
    const auto found = trace(no_consent + case_line("a", name), request_line("", name));
    EXPECT_THAT(found, HasSubstr("t,a,"));
    EXPECT_THAT(found, Not(HasSubstr("t,n,")));
    EXPECT_THAT(found, Not(HasSubstr("t,o,")));
    EXPECT_THAT(found, Not(HasSubstr("t,p,")));
    auto closed = request_line("", name);
    closed.replace(closed.find("open"), 4, "closed");
    EXPECT_THAT(trace(case_line("a", name), closed), Not(HasSubstr("t,a,")));
    EXPECT_THAT(trace(case_line("a", name), request_line("", name + R"(,"matched_case_id":"x")")),
                Not(HasSubstr("t,a,")));
    EXPECT_THAT(trace(case_line("a", name),
                      request_line("", name + R"(,"tracing_request_status":"reunified")")),
                Not(HasSubstr("t,a,")));
}

TEST(BadInput, DisabledRecordsAreLeftOutWhenAsked) {
    const auto cases = case_line("a", R"(,"name":"Amina Juma","record_state":false)");
    const auto request = request_line("", R"(,"name":"Amina Juma")");
    const auto out = evaluate_tracing({.cases = cases,
                                       .requests = request,
                                       .locations = locations,
                                       .records = EvaluatedRecords::enabled},
                                      tools());
    EXPECT_THAT(out.value(), Not(HasSubstr("t,a,")));
}

TEST(BadInput, FilesThatCannotBeReadNameTheLine) {
    const auto broken = evaluate_tracing(
        {.cases = "{}\n\n{\"id\":", .requests = "", .locations = locations}, tools());
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, Errc::malformed);
    EXPECT_EQ(broken.error().field, "3");
    EXPECT_EQ(name_similarities("a\tb\tc\nonly\tone\n", {}).error().field, "2");
    EXPECT_EQ(read_text("/nonexistent/file").error().code, Errc::not_found);
    EXPECT_EQ(read_text("/").error().code, Errc::not_found);
    EXPECT_FALSE(write_text("/nonexistent/file", "x"));
}

TEST(BadInput, LabelsThatMatchNothingTeachNothing) {
    const auto cases = case_line("a", R"(,"name":"Amina Juma")");
    const auto request = request_line("", R"(,"name":"Amina Juma")");
    const auto fitted =
        fit_model({.data = {.cases = cases, .requests = request, .locations = locations},
                   .labels = "trace_id,case_id\nx,y\n",
                   .configuration = shipped_configuration_text()},
                  tools());
    ASSERT_FALSE(fitted);
    EXPECT_EQ(fitted.error().message.key, "errors.matching.no_labels");
}

/// The pointers of the problems of a configuration in which `from` stands for `to`.
std::vector<std::string> problems_with(std::string_view from, std::string_view to) {
    auto text = shipped_configuration_text();
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto parsed = Configuration::parse(text);
    std::vector<std::string> pointers;
    if (parsed) return pointers;
    EXPECT_EQ(parsed.error().code, Errc::invalid);
    for (const auto& problem : parsed.error().problems) pointers.push_back(problem.pointer);
    return pointers;
}

TEST(BadConfiguration, EachMistakeIsNamed) {
    EXPECT_THAT(problems_with("\"version\": 1", "\"version\": 1, \"weight\": 2"),
                Contains("/weight"));
    EXPECT_THAT(problems_with("\"type\": \"person_name\"", "\"type\": \"face\""),
                Contains("/tracing/comparators/0/type"));
    EXPECT_THAT(problems_with("\"measure\": \"personal\"", "\"measure\": \"self\""),
                Contains("/tracing/comparators/1/measure"));
    EXPECT_THAT(problems_with("{\"below\": 3,", "{\"below\": -3,"),
                Contains("/tracing/comparators/0/levels/1/below"));
    EXPECT_THAT(problems_with("\"weights\": {\"N\":", "\"weights\": {\"Q\": 1, \"N\":"),
                Contains("/tracing/comparators/1/weights/Q"));
    EXPECT_THAT(problems_with("\"candidates\": 300", "\"candidates\": 0"),
                Contains("/tracing/retrieval/candidates"));
    EXPECT_THAT(problems_with("\"match_share\": 0.5", "\"match_share\": 0"),
                Contains("/tracing/prior/match_share"));
    EXPECT_THAT(problems_with("\"close_records\": 15", "\"close_records\": -1"),
                Contains("/tracing/prior/close_records"));
    EXPECT_THAT(problems_with("\"close_records\": 15", "\"close_records\": \"some\""),
                Contains("/tracing/prior/close_records"));
    EXPECT_THAT(problems_with("\"relatives\": 1", "\"relatives\": -1"),
                Contains("/tracing/prior/relatives"));
    EXPECT_THAT(problems_with("\"relatives\": 1", "\"relatives\": 101"),
                Contains("/tracing/prior/relatives"));
    EXPECT_THAT(problems_with("\"likely\": 0.8", "\"likely\": 8"),
                Contains("/tracing/thresholds/likely"));
    EXPECT_THAT(problems_with("\"id\": \"given\"", "\"id\": \"name\""),
                Contains("/tracing/comparators/1/id"));
    EXPECT_THAT(problems_with("\"score_mode\": \"probability\"", "\"score_mode\": \"best\""),
                Contains("/score_mode"));
}

TEST(BadConfiguration, RolesThatNobodyHasAreRefused) {
    const std::string roles = "\"roles\": [\"brother\", \"sister\"]";
    EXPECT_THAT(problems_with(roles, "\"roles\": [\"brother\", \"cousin\", \"\"]"),
                ElementsAre("/tracing/comparators/2/roles/1", "/tracing/comparators/2/roles/2"));
    EXPECT_THAT(problems_with(roles, "\"roles\": [\"Brother\"]"),
                ElementsAre("/tracing/comparators/2/roles/0"));
    EXPECT_THAT(problems_with(roles, "\"roles\": [\"other_nonfamily\", \"partner\"]"), IsEmpty());
    EXPECT_THAT(problems_with(roles, "\"roles\": []"), IsEmpty());
}

TEST(BadConfiguration, WeightsBeyondBoundsAreRefused) {
    auto object = json::parse_object(shipped_configuration_text()).value();
    auto& weights =
        object["tracing"].as_object()["comparators"].as_array()[1].as_object()["weights"];
    weights.as_object()["N"] = 21;
    EXPECT_FALSE(Configuration::parse(json::write(object)));
    weights.as_object()["N"] = "much";
    EXPECT_FALSE(Configuration::parse(json::write(object)));
    weights.as_object()["N"] = -20;
    EXPECT_TRUE(Configuration::parse(json::write(object)));
}

TEST(BadConfiguration, ValuesOfAnotherKindAreNotTakenForNothing) {
    for (const auto* version : {"0", "-1", "1.5", "\"1\"", "1e12", "null"}) {
        EXPECT_THAT(problems_with("\"version\": 1", std::string("\"version\": ") + version),
                    ElementsAre("/version"))
            << version;
    }
    EXPECT_THAT(problems_with("\"version\": 1", "\"version\": 9"), IsEmpty())
        << "versions count what was saved";
    EXPECT_THAT(problems_with("\"pipeline\": \"name-pipeline-1\"", "\"pipeline\": 1"),
                ElementsAre("/pipeline"));
    EXPECT_THAT(problems_with("\"score_mode\": \"probability\"", "\"score_mode\": 1"),
                ElementsAre("/score_mode"));
    EXPECT_THAT(problems_with("\"counterpart\": \"masked\"", "\"counterpart\": true"),
                ElementsAre("/visibility/counterpart"));
    EXPECT_THAT(problems_with("\"measure\": \"personal\"", "\"measure\": 7"),
                Contains("/tracing/comparators/1/measure"));
    EXPECT_THAT(problems_with("\"role\": \"family_details_section.relation\"", "\"role\": 3"),
                ElementsAre("/tracing/comparators/2/role"));
    EXPECT_THAT(problems_with("\"trace_role\": \"relation\"", "\"trace_role\": [\"relation\"]"),
                ElementsAre("/tracing/comparators/4/trace_role"));
    EXPECT_THAT(problems_with("\"method\": \"platt\"", "\"method\": \"guess\""),
                ElementsAre("/tracing/calibration/method"));
    EXPECT_THAT(problems_with("\"case\": [\"sex\"]", "\"pairs\": {}, \"case\": [\"sex\"]"),
                ElementsAre("/tracing/comparators/9/pairs"));
}

TEST(BadConfiguration, PairsThatNobodyWouldReadAreRefused) {
    const auto with_pair = [](std::string_view id, std::string_view pair) {
        const auto from = "\"id\": \"" + std::string(id) + "\"";
        return problems_with(from, "\"pairs\": [" + std::string(pair) + "], " + from);
    };
    // It was read beyond its end.
    EXPECT_THAT(with_pair("birth", R"([["date_of_birth"], ["date_of_birth"]])"),
                ElementsAre("/tracing/comparators/10", "/tracing/comparators/10/pairs"));
    for (const auto& [id, at] : {std::pair("name", 0), std::pair("self_as_sibling", 2),
                                 std::pair("kin_same_role", 4), std::pair("separation_date", 12)}) {
        EXPECT_THAT(with_pair(id, R"([["name"], ["name"]])"),
                    ElementsAre("/tracing/comparators/" + std::to_string(at) + "/pairs"));
    }
    EXPECT_THAT(with_pair("telephone", R"([["name"], ["name"]])"), IsEmpty());
}

TEST(BadConfiguration, IdsStandInATable) {
    for (const auto& id : {std::string(), std::string(129, 'x'), std::string("a\\nb")}) {
        EXPECT_THAT(problems_with("\"id\": \"sex\"", "\"id\": \"" + id + "\""),
                    ElementsAre("/tracing/comparators/9/id"))
            << id;
    }
    EXPECT_THAT(problems_with("\"id\": \"sex\"", "\"id\": \"الجنس\""), IsEmpty());
}

TEST(BadConfiguration, ACapIsARange) {
    for (const auto* cap : {"[7, -4]", "[1]", "[-4, 7, 9]", "\"none\"", "5", "{}", "null",
                            "[-21, 7]", "[-4, 21]", "[\"-4\", 7]"}) {
        EXPECT_THAT(
            problems_with("\"id\": \"sex\"", std::string("\"cap\": ") + cap + ", \"id\": \"sex\""),
            ElementsAre("/tracing/comparators/9/cap"))
            << cap;
    }
    EXPECT_THAT(problems_with("\"id\": \"sex\"", "\"cap\": [-4, 7], \"id\": \"sex\""), IsEmpty());
}

TEST(BadConfiguration, MoreLevelsThanCanBeNumberedAreRefused) {
    const auto with_levels = [](int count) {
        std::string levels = "\"levels\": [";
        for (int at = 1; at < count; ++at)
            levels += "{\"below\": " + std::to_string(at) + ", \"w\": 1}, ";
        auto object = json::parse_object(shipped_configuration_text()).value();
        auto& name = object["tracing"].as_object()["comparators"].as_array()[0].as_object();
        name["levels"] =
            json::parse_object("{" + levels + "{\"w\": 2}]}").value().at("levels").as_array();
        return Configuration::parse(json::write(object));
    };
    EXPECT_TRUE(with_levels(32));
    for (const int many : {33, 129, 10'000}) {
        const auto refused = with_levels(many);
        ASSERT_FALSE(refused) << many;
        EXPECT_EQ(refused.error().problems.at(0).pointer, "/tracing/comparators/0/levels");
        EXPECT_EQ(refused.error().problems.at(0).message.key, "errors.matching.levels_too_many");
    }
}

TEST(BadConfiguration, AreRefusedHoweverLongDeepOrUnreadableTheyAre) {
    auto object = json::parse_object(shipped_configuration_text()).value();
    auto& list = object["tracing"].as_object()["comparators"].as_array();
    while (list.size() < 10'000) list.push_back(list[9]);
    const auto many = Configuration::parse(json::write(object));
    ASSERT_FALSE(many);
    EXPECT_EQ(many.error().problems.size(), 1U) << "not one for each of them";
    for (const auto* number : {"NaN", "Infinity", "1e999", "-1e999"}) {
        auto text = shipped_configuration_text();
        const std::string from = "\"likely\": 0.8";
        EXPECT_FALSE(Configuration::parse(
            text.replace(text.find(from), from.size(), std::string("\"likely\": ") + number)))
            << number;
    }
    const auto nested = [](const std::string& open, std::size_t levels) {
        std::string text = "{\"tracing\": ";
        for (std::size_t at = 0; at < levels; ++at) text += open;
        return Configuration::parse(text);
    };
    for (const auto levels : {1'000U, 100'000U}) {
        EXPECT_FALSE(nested("[", levels));
        EXPECT_FALSE(nested("{\"tracing\": ", levels));
    }
}

TEST(BadConfiguration, MoreFieldsThanARecordCanTellApartAreRefused) {
    const auto with_names = [](std::size_t more) {
        std::string fields;
        for (std::size_t at = 0; at < more; ++at)
            fields += ", \"field_" + std::to_string(at) + "\"";
        return problems_with("\"case\": [\"name\", \"name_nickname\", \"name_other\"",
                             "\"case\": [\"name\", \"name_nickname\", \"name_other\"" + fields);
    };
    EXPECT_THAT(with_names(30), IsEmpty());
    EXPECT_THAT(with_names(60), Contains("/tracing/comparators"));
    auto text = shipped_configuration_text();
    const std::string from = "\"case\": [\"name\", \"name_nickname\", \"name_other\"";
    for (int at = 0; at < 30; ++at)
        text.insert(text.find(from) + from.size(), ", \"f" + std::to_string(at) + "\"");
    const auto many = Configuration::parse(text);
    ASSERT_TRUE(many);
    EXPECT_NO_THROW(BoundModel(many->tracing, Sides::case_and_trace));
}

TEST(BadConfiguration, TextThatIsNoConfigurationIsRefused) {
    for (const auto* text : {"", "[]", "{}", "{\"tracing\": 5}", "{\"tracing\": {}}", "nonsense",
                             "{\"tracing\": {\"comparators\": [1, 2]}, \"duplicates\": {}}"}) {
        EXPECT_FALSE(Configuration::parse(text)) << text;
    }
}

TEST(BadConfiguration, WeightsThatAllAreZeroAreRefusedWithTheirPlace) {
    auto object = json::parse_object(shipped_configuration_text()).value();
    auto& weights =
        object["tracing"].as_object()["comparators"].as_array()[1].as_object()["weights"];
    for (auto& weight : weights.as_object()) weight.value() = 0;
    const auto parsed = Configuration::parse(json::write(object));
    ASSERT_FALSE(parsed);
    ASSERT_EQ(parsed.error().problems.size(), 1U);
    EXPECT_EQ(parsed.error().problems[0].pointer, "/tracing/comparators/1/weights");
}

TEST(BadConfiguration, FieldsThatNoRecordHasStillAnswer) {
    const auto configuration = Configuration::parse(R"({"tracing": {"comparators": [
        {"id": "a", "type": "person_name", "case": ["name"], "trace": ["name"],
         "levels": [{"below": 1, "w": -1}, {"w": 2}]},
        {"id": "b", "type": "select", "case": ["none_such"], "trace": ["neither"],
         "weights": {"agree": 1, "disagree": -1}}]},
        "duplicates": {"comparators": [
        {"id": "a", "type": "person_name", "case": ["name"], "other": ["name"],
         "levels": [{"below": 1, "w": -1}, {"w": 2}]},
        {"id": "b", "type": "sex", "case": ["sex"], "other": ["sex"],
         "weights": {"agree": 1, "disagree": -1}}]}})");
    ASSERT_TRUE(configuration);
    const auto out = evaluate_tracing({.cases = case_line("a", R"(,"name":"Amina Juma")"),
                                       .requests = request_line("", R"(,"name":"Amina")"),
                                       .locations = locations},
                                      {.configuration = *configuration,
                                       .lexicon = shipped_lexicon(),
                                       .report = {},
                                       .today = today});
    ASSERT_TRUE(out);
    EXPECT_THAT(*out, HasSubstr("t,a,"));
}

}  // namespace
}  // namespace amparo::matching
