#include "notify/mail.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/crypto.hpp"

namespace amparo::notify {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string written(const Mail& mail) {
    SystemRandom random;
    const Envelope envelope{.from = "amparo@example.org",
                            .at = parse_instant("2026-03-01T08:05:09Z").value()};
    return message_of(mail, envelope, random);
}

TEST(Mail, IsShortAsciiLinesInAnyLanguage) {
    std::string long_subject;
    for (int at = 0; at < 20; ++at) long_subject += "أُحيل إليك سجل ";
    const auto message = written({.to = "ana@example.org",
                                  .subject = long_subject,
                                  .body = "مرحبًا،\n\nأُحيل إليك سجل\n",
                                  .locale = "ar"});
    std::istringstream lines(message);
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(line.size(), 78u) << line;
        EXPECT_EQ(line.back(), '\r');
    }
    for (const char c : message) EXPECT_GE(c, 0);
    EXPECT_THAT(message, HasSubstr("Date: Sun, 1 Mar 2026 08:05:09 +0000\r\n"));
    EXPECT_THAT(message, HasSubstr("Content-Language: ar\r\n"));
    EXPECT_THAT(message, HasSubstr("Auto-Submitted: auto-generated\r\n"));
}

TEST(Mail, KeepsItsWords) {
    const auto message = written(
        {.to = "ana@example.org", .subject = "Ça va", .body = "one\ntwo\n", .locale = "fr"});
    EXPECT_THAT(message, HasSubstr("Subject: =?UTF-8?B?" + crypto::base64("Ça va") + "?=\r\n"));
    EXPECT_THAT(message, HasSubstr("\r\n\r\n" + crypto::base64("one\r\ntwo\r\n") + "\r\n"));
}

TEST(Mail, LetsNobodyAddHeaders) {
    const auto message = written({.to = "ana@example.org\r\nBcc: all@example.org",
                                  .subject = "a\r\nBcc: all@example.org",
                                  .body = "b",
                                  .locale = "en"});
    EXPECT_THAT(message, Not(HasSubstr("\nBcc:")));
}

}  // namespace
}  // namespace amparo::notify
