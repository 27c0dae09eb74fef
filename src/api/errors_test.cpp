#include "api/errors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

#include "base/log.hpp"

namespace amparo::api {
namespace {

using testing::HasSubstr;
using testing::Not;

class ErrorBodies : public testing::Test {
  protected:
    void SetUp() override { log::set_level(log::Level::off); }
    void TearDown() override { log::set_level(log::Level::info); }

    json::Object first(const http::Response& response) const {
        const auto body = json::parse_object(response.body);
        EXPECT_TRUE(body) << response.body;
        return body->at("errors").as_array().at(0).as_object();
    }

    /// What is sent for people to read, one sentence for each problem.
    static std::vector<std::string> sentences(const json::Object& entry) {
        std::vector<std::string> found;
        for (const auto& problem : entry.at("problems").as_array())
            found.push_back(json::string_or(problem.as_object(), "message"));
        return found;
    }

    std::vector<std::string> in_english(std::initializer_list<const char*> keys) const {
        std::vector<std::string> texts;
        for (const auto* key : keys) texts.push_back(messages_.text("en", MessageKey{key}));
        return texts;
    }

    Messages messages_ =
        *Messages::load(std::filesystem::path(AMPARO_SOURCE_DIR) / "config" / "messages");
    Errors errors_{messages_, [] { return std::string("en"); }};
    http::Request request_ = [] {
        http::Request request;
        request.path = "/api/v2/cases";
        request.id = "a1b2c3-7";
        return request;
    }();
};

TEST_F(ErrorBodies, KeepTheFixedWordsOfTheWire) {
    const std::pair<Errc, std::pair<int, const char*>> fixed[] = {
        {Errc::forbidden, {403, "Forbidden"}},
        {Errc::not_found, {404, "Not Found"}},
        {Errc::conflict, {409, "Conflict: A record with this id already exists"}},
        {Errc::busy, {503, "Service Unavailable"}}};
    for (const auto& [code, expected] : fixed) {
        const auto response = errors_.respond(request_, {.code = code});
        EXPECT_EQ(response.status, expected.first);
        const auto entry = first(response);
        EXPECT_EQ(json::string_or(entry, "message"), expected.second);
        EXPECT_EQ(json::integer_or(entry, "status", 0), expected.first);
        EXPECT_EQ(json::string_or(entry, "resource"), "/api/v2/cases");
    }
}

TEST_F(ErrorBodies, CarryErrorAndErrorsAndTheChallengeFor401) {
    const auto response = errors_.respond(request_, {.code = Errc::unauthenticated});
    EXPECT_EQ(response.header("WWW-Authenticate"), "Bearer realm=\"Primero\" charset=\"UTF8\"");
    const auto body = *json::parse_object(response.body);
    EXPECT_TRUE(body.at("error").is_string());
    EXPECT_TRUE(body.at("errors").is_array());
}

TEST_F(ErrorBodies, NamePlacesTogetherAndAttributesApart) {
    const Error error{.code = Errc::invalid,
                      .problems = {{"/age", "errors.validation.integer"},
                                   {"/sex", "errors.validation.option"},
                                   {"base", "errors.models.child.age"},
                                   {"base", "errors.models.child.date_of_birth"}}};
    const auto body = *json::parse_object(errors_.respond(request_, error).body);
    const auto& entries = body.at("errors").as_array();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(json::write(entries.at(0).as_object().at("detail")), R"(["/age","/sex"])");
    EXPECT_EQ(json::string_or(entries.at(0).as_object(), "message"), "Invalid Record JSON");
    EXPECT_EQ(json::write(entries.at(1).as_object().at("message")),
              R"(["errors.models.child.age","errors.models.child.date_of_birth"])");
    EXPECT_EQ(sentences(entries.at(0).as_object()),
              in_english({"errors.validation.integer", "errors.validation.option"}));
    EXPECT_EQ(sentences(entries.at(1).as_object()),
              in_english({"errors.models.child.age", "errors.models.child.date_of_birth"}));
}

TEST_F(ErrorBodies, SayInASentenceWhatOldClientsTranslate) {
    for (const auto* field : {"", "base", "identified_by"}) {
        const auto entry =
            first(errors_.respond(request_, {.code = Errc::invalid,
                                             .message = "errors.models.child.identified_by_unique",
                                             .field = field}));
        const auto& problem = entry.at("problems").as_array().at(0).as_object();
        EXPECT_EQ(json::string_or(problem, "pointer"), field);
        EXPECT_EQ(sentences(entry), in_english({"errors.models.child.identified_by_unique"}));
        EXPECT_EQ(json::string_or(problem, "code"), "errors.models.child.identified_by_unique");
    }
    const auto forbidden = first(errors_.respond(request_, {.code = Errc::forbidden}));
    EXPECT_FALSE(forbidden.contains("problems"));
}

TEST_F(ErrorBodies, PutMoreMembersBesideErrors) {
    const auto response = errors_.respond(request_, {.code = Errc::conflict,
                                                     .message = "errors.edit_conflict",
                                                     .problems = {{"/age", "errors.edit_conflict"}},
                                                     .extra = R"({"data":{"age":10}})"});
    const auto body = *json::parse_object(response.body);
    EXPECT_EQ(json::write(body.at("data")), R"({"age":10})");
    EXPECT_EQ(json::write(first(response).at("detail")), R"(["/age"])");
}

TEST_F(ErrorBodies, SayWhenToTryAgain) {
    const auto limited =
        errors_.respond(request_, {.code = Errc::too_many_requests, .retry_after_seconds = 7});
    EXPECT_EQ(limited.header("Retry-After"), "7");
    EXPECT_FALSE(errors_.respond_to_outage(request_, "disk").header("Retry-After").empty());
}

TEST_F(ErrorBodies, SpeakTheLanguageOfWhoeverAsksAndKeepTheirCodes) {
    const Error error{.code = Errc::invalid, .message = "errors.date", .field = "date"};
    const auto english = first(errors_.respond(request_, error));
    for (const std::string locale : {"fr", "ar", "es", "ar-SY"}) {
        const auto own = first(errors_.in(locale).respond(request_, error));
        EXPECT_NE(own.at("message"), english.at("message")) << locale;
        EXPECT_EQ(own.at("code"), english.at("code")) << locale;
    }
    for (const std::string locale : {"", "xx", "en"}) {
        const auto own = first(errors_.in(locale).respond(request_, error));
        EXPECT_EQ(own.at("message"), english.at("message")) << locale;
    }
    // What old clients compare is the same everywhere; the sentence stands beside it.
    const auto refused =
        first(errors_.in("fr").respond(request_, {.code = Errc::forbidden, .field = "owned_by"}));
    EXPECT_EQ(json::string_or(refused, "message"), "Forbidden");
    EXPECT_NE(sentences(refused).at(0), "Forbidden");
}

TEST_F(ErrorBodies, TellOnlyTheIncidentNumberOfABug) {
    const auto response = errors_.respond_to_bug(request_, "secret_table.cpp:17");
    EXPECT_EQ(response.status, 500);
    EXPECT_THAT(response.body, HasSubstr("a1b2c3-7"));
    EXPECT_THAT(response.body, Not(HasSubstr("secret_table")));
}

TEST_F(ErrorBodies, NeverSendWhatIsForTheLog) {
    const auto response = errors_.respond(
        request_, {.code = Errc::invalid, .message = "errors.invalid", .internal = "inside"});
    EXPECT_THAT(response.body, Not(HasSubstr("inside")));
}

TEST_F(ErrorBodies, RepeatTheListenersStatus) {
    for (const int status : {400, 411, 413, 414, 431, 500, 503}) {
        const auto response = errors_.respond_with(request_, status);
        EXPECT_EQ(response.status, status);
        EXPECT_EQ(json::integer_or(first(response), "status", 0), status);
    }
}

}  // namespace
}  // namespace amparo::api
