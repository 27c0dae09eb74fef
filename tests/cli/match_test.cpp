#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "tests/cli/program.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::filesystem::path shipped_rules =
    std::filesystem::path(AMPARO_SOURCE_DIR) / "config" / "matching" / "configuration.json";

std::string read(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::stringstream text;
    text << stream.rdbuf();
    return text.str();
}

void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file) << text;
}

/// Files of one sought child, her case, and a case that did not consent.
class Match : public ::testing::Test {
  protected:
    Match() {
        write(folder_ / "cases",
              R"({"id":"a","consent_for_tracing":true,"name":"Amina Juma","sex":"female"})"
              "\n"
              R"({"id":"b","consent_for_tracing":false,"name":"Amina Juma","sex":"female"})"
              "\n");
        write(folder_ / "requests",
              R"({"id":"r","status":"open","tracing_request_subform_section":[)"
              R"({"unique_id":"t","name":"أمينة جمعة","sex":"female"}]})"
              "\n");
        write(folder_ / "locations", "location_code,parent_code,admin_level\n1,,0\n");
    }
    std::string file(const std::string& name) const { return (folder_ / name).string(); }
    Finished trace(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words = {"match",          "evaluate",    "tracing",
                                          "--cases",        file("cases"), "--requests",
                                          file("requests"), "--locations", file("locations"),
                                          "--out",          file("out")};
        words.insert(words.end(), more.begin(), more.end());
        return amparo(words);
    }
    TemporaryFolder folder_;
};

TEST_F(Match, NamesAreComparedAcrossScripts) {
    const auto shown = amparo({"match", "names", "أحمد حسن", "Ahmed Hassan"});
    EXPECT_EQ(shown.code, 0);
    EXPECT_THAT(shown.output, HasSubstr("B\tahmed\tAMT\n"));
    EXPECT_THAT(shown.output, HasSubstr("similarity\t0.9300\n"));
    EXPECT_EQ(amparo({"match", "names", "Ahmed"}).code, 2);
}

TEST_F(Match, TheSoughtChildIsFoundAndNoCaseWithoutConsent) {
    EXPECT_EQ(trace().code, 0);
    const auto found = read(file("out"));
    EXPECT_THAT(found, StartsWith("trace_id,case_id,score,family_score,rank\nt,a,"));
    EXPECT_THAT(found, Not(HasSubstr("t,b,")));
}

TEST_F(Match, FilesMayBeginWithTheMarkOfUnicode) {
    ASSERT_EQ(trace().code, 0);
    const auto plain = read(file("out"));
    for (const auto* name : {"cases", "requests", "locations"}) {
        write(folder_ / name, "\xEF\xBB\xBF" + read(file(name)));
    }
    EXPECT_EQ(trace().code, 0);
    EXPECT_EQ(read(file("out")), plain);
}

TEST_F(Match, PlacesAndConfigurationsOfAnotherKindAreRefused) {
    write(folder_ / "locations", "place,name\n1,Here\n");
    const auto places = trace();
    EXPECT_EQ(places.code, 1);
    EXPECT_THAT(places.errors, HasSubstr(file("locations")));
    write(folder_ / "locations", "location_code,parent_code\n1,\n");
    EXPECT_EQ(trace().code, 0);
    write(folder_ / "rules", "{");
    const auto rules = trace({"--config", file("rules")});
    EXPECT_EQ(rules.code, 1);
    EXPECT_THAT(rules.errors, StartsWith(file("rules")));
}

TEST_F(Match, WeightsAreNotEstimatedFromTooFewRecords) {
    const auto fitted =
        amparo({"match", "fit", "--cases", file("cases"), "--requests", file("requests"),
                "--locations", file("locations"), "--out", file("out")});
    EXPECT_EQ(fitted.code, 1);
    EXPECT_THAT(fitted.errors, HasSubstr("Too few records"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
}

TEST_F(Match, TellsHowWellEachGroupIsFound) {
    write(folder_ / "truth", "trace_id,tracing_request_id,case_id\nt,r,a\n");
    const std::vector<std::string> words = {
        "match",       "evaluate",       "fairness",    "--cases",         file("cases"),
        "--requests",  file("requests"), "--locations", file("locations"), "--labels",
        file("truth"), "--out",          file("out")};
    EXPECT_EQ(amparo(words).code, 0);
    const auto found = read(file("out"));
    EXPECT_THAT(found, StartsWith("group,value,searches,first,in_ten,listed,likely,below_mean\n"
                                  "all,,1,1.0000,1.0000,1.0000,"));
    EXPECT_THAT(found, HasSubstr("\nsex,female,1,1.0000,"));
    EXPECT_THAT(found, HasSubstr("\nscript,arabic,1,1.0000,"));
    EXPECT_THAT(found, HasSubstr("\nscripts,different,1,1.0000,"));
    write(folder_ / "truth", "trace_id,case_id\nt,b\n");
    EXPECT_EQ(amparo(words).code, 1);  // that case takes no part
}

TEST_F(Match, AFileThatIsAbsentOrBrokenIsNamed) {
    write(folder_ / "requests", "{}\nnot json\n");
    const auto broken = trace();
    EXPECT_EQ(broken.code, 1);
    EXPECT_THAT(broken.errors, HasSubstr(file("requests") + ", line 2"));
    std::filesystem::remove(folder_ / "cases");
    const auto absent = trace();
    EXPECT_EQ(absent.code, 1);
    EXPECT_THAT(absent.errors, HasSubstr(file("cases")));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
}

TEST_F(Match, AConfigurationThatIsWrongIsRefusedWithThePlace) {
    write(folder_ / "config", R"({"tracing": {"comparators": []}, "duplicates": {}, "x": 1})");
    const auto refused = trace({"--config", file("config")});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.errors, HasSubstr("/tracing/comparators: "));
    EXPECT_THAT(refused.errors, HasSubstr("/x: "));
}

TEST_F(Match, CriteriaOfFieldsThatNobodyHasAreRefused) {
    const auto shipped = read(shipped_rules);
    const auto with = [&](const std::string& from, const std::string& to) {
        auto text = shipped;
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos);
        write(folder_ / "config", text.replace(at, from.size(), to));
        return trace({"--config", file("config")});
    };
    EXPECT_EQ(with(R"(["sex"])", R"(["sex"])").code, 0);
    const auto wrong = with(R"("case": ["sex"])", R"("case": ["sexx"])");
    EXPECT_EQ(wrong.code, 1);
    EXPECT_THAT(wrong.errors, HasSubstr(file("config")));
    EXPECT_THAT(wrong.errors,
                HasSubstr("/tracing/comparators/9: No form has the field sexx, which the "
                          "criterion “sex” compares."));
    const auto unfit = with(R"("case": ["sex"])", R"("case": ["name"])");
    EXPECT_EQ(unfit.code, 1);
    EXPECT_THAT(unfit.errors, HasSubstr("/tracing/comparators/9: The criterion “sex” cannot "
                                        "compare the field name: it is of another type."));
    EXPECT_THAT(with("name-pipeline-1", "name-pipeline-9").errors,
                HasSubstr("/pipeline: These rules are for another way of reading names."));
    EXPECT_THAT(with(R"("version": 1)", R"("version": "new")").errors, HasSubstr("/version: "));
    EXPECT_EQ(with(R"("trace_role": "relation")", R"("trace_role": "relatoin")").code, 1);
    EXPECT_EQ(with("consent_for_tracing", "consent_for_everything").code, 1);
    EXPECT_EQ(with("name-variants.tsv", "other.tsv").code, 1);
    EXPECT_EQ(with(R"("two_person_confirmation": true)", R"("two_person_confirmation": 1)").code,
              1);
    // What the records have is known, be it on a form or not.
    write(folder_ / "cases", R"({"id":"a","consent_for_tracing":true,"name":"Amina","sexx":"f"})");
    EXPECT_EQ(with(R"("case": ["sex"])", R"("case": ["sexx"])").code, 0);
}

TEST_F(Match, PairsOfNamesThatCannotBeReadAreNamed) {
    const auto evaluate = [&](const char* what) {
        return amparo({"match", "evaluate", what, "--pairs", file("pairs"), "--out", file("out")});
    };
    for (const auto* what : {"names", "tokens"}) {
        write(folder_ / "pairs", "id\tname_a\tname_b\n1\n");
        const auto refused = evaluate(what);
        EXPECT_EQ(refused.code, 1);
        EXPECT_THAT(refused.errors, HasSubstr(file("pairs") + ", line 2"));
        write(folder_ / "pairs", "\xFF\xFEi");
        EXPECT_THAT(evaluate(what).errors, HasSubstr("UTF-8"));
    }
    write(folder_ / "pairs", "\xEF\xBB\xBFid\tname_a\tname_b\r\n1\tAmina\tأمينة\r\n");
    EXPECT_EQ(evaluate("names").code, 0);
    EXPECT_EQ(read(file("out")), "id\tsimilarity\n1\t0.9300\n");
    write(folder_ / "pairs", "name_b\tlabel\tid\tname_a\nأمينة\t1\tx\tAmina\n");
    EXPECT_EQ(evaluate("names").code, 0);
    EXPECT_EQ(read(file("out")), "id\tsimilarity\nx\t0.9300\n") << "columns go by their names";
    write(folder_ / "pairs", "id,name_a,name_b\n1,Amina,Amina\n");
    EXPECT_THAT(evaluate("names").errors,
                HasSubstr(file("pairs") + ", line 1: too few columns. Tabs"));
    write(folder_ / "pairs", "id\tname_a\tname_b\n1\tJos\xE9\tJose\n");
    EXPECT_THAT(evaluate("names").errors, HasSubstr("UTF-8"));
}

TEST_F(Match, WhoeverComparesNobodyIsToldWhy) {
    EXPECT_EQ(trace().errors, "");
    write(folder_ / "cases", R"({"id":"b","name":"Amina Juma"})");
    const auto untraced = trace();
    EXPECT_EQ(untraced.code, 0);
    EXPECT_THAT(untraced.errors, HasSubstr("None of the 1 cases takes part"));
    EXPECT_THAT(untraced.errors, Not(HasSubstr("No child")));
    write(folder_ / "requests", R"({"id":"r","status":"closed"})");
    EXPECT_THAT(trace().errors, HasSubstr("No child of the tracing requests is looked for"));
    write(
        folder_ / "cases",
        "{\"id\":\"a\",\"name\":\"Amina\"}\n{\"id\":\"a\",\"name\":\"Omar\"}\n{\"name\":\"Ali\"}");
    const auto unclear = amparo({"match", "evaluate", "duplicates", "--cases", file("cases"),
                                 "--locations", file("locations"), "--out", file("out")});
    EXPECT_EQ(unclear.code, 0);
    EXPECT_THAT(unclear.errors, HasSubstr("2 records have no id"));
}

TEST_F(Match, FilesWithoutAnyRecordAreRefused) {
    for (const auto* name : {"requests", "cases"}) {
        for (const auto* nothing : {"", "\n \r\n"}) {
            write(folder_ / name, nothing);
            const auto refused = trace();
            EXPECT_EQ(refused.code, 1) << name;
            EXPECT_THAT(refused.errors, HasSubstr(file(name) + ": there are no records in it."));
            EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
        }
    }
    for (const auto* what : {"names", "tokens"}) {
        const auto evaluate = [&](const std::string& pairs) {
            write(folder_ / "pairs", pairs);
            return amparo(
                {"match", "evaluate", what, "--pairs", file("pairs"), "--out", file("out")});
        };
        for (const auto* nothing : {"", "\xEF\xBB\xBF", "\r\n\r\n"}) {
            const auto refused = evaluate(nothing);
            EXPECT_EQ(refused.code, 1);
            EXPECT_THAT(refused.errors, HasSubstr(file("pairs") + " is empty."));
            EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
        }
        const auto bare = evaluate("id\tname_a\tname_b\tarabic\tlatin\n");
        EXPECT_EQ(bare.code, 0) << bare.errors;
        EXPECT_EQ(bare.errors, "");
        EXPECT_EQ(std::filesystem::exists(folder_ / "out"), true);
        std::filesystem::remove(folder_ / "out");
    }
}

TEST_F(Match, WhoLeavesTheHeaderOutIsToldThatAPairIsLost) {
    const auto evaluate = [&](const char* what, const std::string& pairs) {
        write(folder_ / "pairs", pairs);
        return amparo({"match", "evaluate", what, "--pairs", file("pairs"), "--out", file("out")});
    };
    const auto names = evaluate("names", "1\tAmina\tAmina\n2\tOmar\tOmar\n");
    EXPECT_EQ(names.code, 0);
    EXPECT_THAT(names.errors, HasSubstr(file("pairs") + ": the first line does not name the "
                                                        "columns id, name_a, name_b."));
    EXPECT_EQ(read(file("out")), "id\tsimilarity\n2\t1.0000\n");
    EXPECT_THAT(evaluate("names", "id\tname_a\tlabel\n1\tAmina\tyes\n").errors,
                HasSubstr("does not name the columns"));
    EXPECT_THAT(evaluate("tokens", "محمد\tMohamed\n").errors, HasSubstr("arabic, latin."));
    EXPECT_EQ(evaluate("tokens", "latin\tarabic\r\"Mohamed\"\tمحمد\r").errors, "");
    EXPECT_EQ(read(file("out")), "arabic,latin,rank\nمحمد,\"\"\"Mohamed\"\"\",1\n")
        << "lines may end with a carriage return alone";
}

TEST_F(Match, LabelsOfNobodyAreNamed) {
    const auto learn = [&](const std::string& labels) {
        write(folder_ / "labels", labels);
        return amparo({"match", "fit", "--cases", file("cases"), "--requests", file("requests"),
                       "--locations", file("locations"), "--labels", file("labels"), "--out",
                       file("out")});
    };
    for (const auto* labels : {"", "trace_id,case_id\n", "trace_id;case_id\nt;a\n", "t\ta\n"}) {
        const auto refused = learn(labels);
        EXPECT_EQ(refused.code, 1) << labels;
        EXPECT_THAT(refused.errors, HasSubstr(file("labels") + ": none of its pairs"));
    }
    EXPECT_EQ(learn("t,a\n").code, 0) << "the first line counts, if it is a pair";
    EXPECT_EQ(learn("trace_id,case_id\r\nt,a\r\n").code, 0);
}

TEST_F(Match, AnOptionThatIsEmptyIsNotTakenForNone) {
    const auto rules = trace({"--config", ""});
    EXPECT_EQ(rules.code, 2);
    EXPECT_THAT(rules.errors, HasSubstr("The value of --config does not fit. See “amparo match "
                                        "evaluate tracing --help”."));
    for (const auto* option : {"--labels", "--requests", "--cases"}) {
        const auto fitted =
            amparo({"match", "fit", option, "", "--locations", "l", "--out", file("out")});
        EXPECT_EQ(fitted.code, 2) << option;
        EXPECT_THAT(fitted.errors, HasSubstr(std::string("The value of ") + option));
    }
    EXPECT_THAT(amparo({"match", "evaluate"}).errors, HasSubstr("“amparo match evaluate --help”"));
    EXPECT_THAT(amparo({"nonsense"}).errors, HasSubstr("“amparo --help”"));
}

TEST_F(Match, WhatStoodInTheOutputStaysUntilTheResultsAreWhole) {
    write(folder_ / "out", "before\n");
    write(folder_ / "requests", "not json\n");
    EXPECT_EQ(trace().code, 1);
    EXPECT_EQ(read(file("out")), "before\n");
    const auto fitted = amparo({"match", "fit", "--cases", file("cases"), "--locations",
                                file("locations"), "--out", shipped_rules.string()});
    EXPECT_EQ(fitted.code, 1);
    EXPECT_THAT(fitted.errors, HasSubstr("Name another file for --out"));
}

TEST_F(Match, ADirectoryWithoutADeploymentIsNotMadeOne) {
    for (const auto* command : {"rebuild", "run"}) {
        const auto refused = amparo({"match", command, "--data", file("misspelt")});
        EXPECT_EQ(refused.code, 1);
        EXPECT_THAT(refused.errors, HasSubstr("There is no deployment in " + file("misspelt")));
        EXPECT_FALSE(std::filesystem::exists(folder_ / "misspelt"));
    }
}

TEST_F(Match, NoFileThatIsReadIsWrittenOver) {
    const auto before = read(file("cases"));
    const auto duplicates = amparo({"match", "evaluate", "duplicates", "--cases", file("cases"),
                                    "--locations", file("locations"), "--out", file("cases")});
    EXPECT_EQ(duplicates.code, 1);
    EXPECT_THAT(duplicates.errors, HasSubstr("Name another file for --out"));
    EXPECT_EQ(read(file("cases")), before);
    write(folder_ / "people", "unique_id,first_name,surname,dob,city,email\n1,A,B,,,\n");
    const auto links = amparo({"match", "evaluate", "links", "--profile", "fake-1000", "--in",
                               file("people"), "--out", (folder_ / "." / "people").string()});
    EXPECT_EQ(links.code, 1);
    EXPECT_THAT(read(file("people")), StartsWith("unique_id"));
}

TEST_F(Match, WhereNothingCanBeWrittenNothingIsCompared) {
    write(folder_ / "cases", "not json\n");
    const auto early = amparo({"match", "evaluate", "duplicates", "--cases", file("cases"),
                               "--locations", file("locations"), "--out", file("absent/out")});
    EXPECT_EQ(early.code, 1);
    EXPECT_THAT(early.errors, HasSubstr(file("absent/out")));
    EXPECT_THAT(early.errors, Not(HasSubstr("line 1")));
}

TEST_F(Match, PlacesMayStandInOtherColumnsAndInQuotationMarks) {
    write(folder_ / "locations",
          "\"admin_level\",\"location_code\",\"parent_code\"\r\n\"0\",\"1\",\"\"\r\n");
    EXPECT_EQ(trace().code, 0);
    write(folder_ / "locations", "admin_level,location_code,parent_code\n0,1\n");
    const auto refused = trace();
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.errors, HasSubstr(file("locations") + ", line 2"));
}

TEST_F(Match, APairIsExplained) {
    const auto explained =
        amparo({"match", "explain", "t", "a", "--cases", file("cases"), "--requests",
                file("requests"), "--locations", file("locations")});
    EXPECT_EQ(explained.code, 0);
    EXPECT_THAT(explained.output, StartsWith("prior"));
    EXPECT_THAT(explained.output, HasSubstr("would_help"));
    const auto reversed =
        amparo({"match", "explain", "a", "t", "--cases", file("cases"), "--requests",
                file("requests"), "--locations", file("locations")});
    EXPECT_EQ(reversed.output, explained.output);
    const auto unknown = amparo({"match", "explain", "nobody", "a", "--cases", file("cases"),
                                 "--locations", file("locations")});
    EXPECT_EQ(unknown.code, 1);
    EXPECT_THAT(unknown.errors, HasSubstr("nobody"));
}

TEST_F(Match, InventedDataIsTheSameForTheSameSeed) {
    for (const auto* name : {"one", "two"}) {
        const auto made =
            amparo({"match", "generate", "--cases", "40", "--seed", "5", "--out", file(name)});
        EXPECT_EQ(made.code, 0);
    }
    const auto cases = read(folder_ / "one/cases.jsonl");
    EXPECT_FALSE(cases.empty());
    EXPECT_EQ(cases, read(folder_ / "two/cases.jsonl"));
    EXPECT_EQ(amparo({"match", "generate", "--cases", "0", "--out", file("none")}).code, 2);
}

TEST_F(Match, SpeedIsMeasuredOnInventedCasesBesideWhatItMustBe) {
    const auto measured = amparo({"bench", "match", "--cases", "60", "--seed", "2"});
    ASSERT_EQ(measured.code, 0) << measured.errors;
    const std::map<std::string, std::string> must = {{"names_per_second", ">=1000000"},
                                                     {"random_pairs_per_second", ">=5000000"},
                                                     {"retrieved_pairs_per_second", ">=3000000"},
                                                     {"best_20_p50_ms", "<=8"},
                                                     {"best_20_p99_ms", "<=25"},
                                                     {"name_search_p50_ms", "<=2"},
                                                     {"duplicates_check_p95_ms", "<=50"},
                                                     {"cases_indexed_per_second", ">=40000"},
                                                     {"index_bytes_per_case", "<=350"}};
    std::istringstream lines(measured.output);
    std::string line;
    std::getline(lines, line);
    EXPECT_THAT(line, HasSubstr("invented cases"));
    std::string figure;
    std::string value;
    std::string bound;
    std::string of_cases;
    ASSERT_TRUE(lines >> figure >> value >> bound >> of_cases);
    EXPECT_EQ(figure + " " + value + " " + bound + " " + of_cases, "figure measured must of_cases");
    std::map<std::string, std::string> found;
    while (lines >> figure >> value >> bound >> of_cases) {
        found[figure] = bound;
        EXPECT_GT(std::stod(value), 0) << figure;
        EXPECT_TRUE(of_cases == "any" || std::stoi(of_cases) > 0) << figure;
    }
    EXPECT_EQ(found, must);
    EXPECT_EQ(amparo({"bench", "match", "--cases", "0"}).code, 2);
    EXPECT_EQ(amparo({"bench"}).code, 2);
}

TEST_F(Match, TheIndexIsBuiltFromTheStoredRecords) {
    const auto data = file("data");
    ASSERT_EQ(amparo({"init", "--data", data}).code, 0);
    const auto built = amparo({"match", "rebuild", "--data", data});
    EXPECT_EQ(built.code, 0) << built.errors;
    EXPECT_THAT(built.output, HasSubstr("0 cases and 0 sought children"));
    EXPECT_EQ(amparo({"match", "rebuild", "--since", "today"}).code, 2);
}

}  // namespace
}  // namespace amparo::testing
