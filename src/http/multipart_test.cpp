#include "http/multipart.hpp"

#include <gtest/gtest.h>

namespace amparo::http {
namespace {

constexpr std::string_view type = "multipart/form-data; boundary=\"b 1\"";

std::string part(const std::string& headers, const std::string& bytes) {
    return "--b 1\r\n" + headers + "\r\n\r\n" + bytes + "\r\n";
}

TEST(Multipart, GivesFieldsAndFilesWithTheirBytes) {
    const auto body = part("Content-Disposition: form-data; name=\"note\"", "line\r\nline") +
                      part(
                          "Content-Type: image/png\r\ncontent-disposition: form-data; "
                          "name=file; filename=\"a \\\"b\\\".png\"",
                          std::string("\x89PNG\0\r\n\r\n", 9)) +
                      "--b 1--\r\n";
    const auto parts = parse_multipart(type, body);
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 2U);
    EXPECT_EQ(parts->at(0).name, "note");
    EXPECT_EQ(parts->at(0).bytes, "line\r\nline");
    EXPECT_EQ(parts->at(1).name, "file");
    EXPECT_EQ(parts->at(1).file_name, "a \"b\".png");
    EXPECT_EQ(parts->at(1).bytes, std::string_view("\x89PNG\0\r\n\r\n", 9));
}

TEST(Multipart, RefusesBodiesThatDoNotFollowTheirBoundary) {
    const auto good = part("Content-Disposition: form-data; name=a", "x");
    for (const auto& body : {std::string(), good, good.substr(2) + "--b 1--",
                             part("Content-Type: text/plain", "no name") + "--b 1--",
                             std::string("--b 1\r\nno end of headers\r\n--b 1--")}) {
        EXPECT_FALSE(parse_multipart(type, body)) << body;
    }
    EXPECT_FALSE(parse_multipart("multipart/form-data", good + "--b 1--"));
    const auto long_boundary = "multipart/form-data; boundary=" + std::string(71, 'b');
    EXPECT_FALSE(parse_multipart(long_boundary, good));
}

TEST(Multipart, RefusesMoreThanAHundredParts) {
    std::string body;
    for (int n = 0; n < 100; ++n) body += part("Content-Disposition: form-data; name=a", "x");
    EXPECT_TRUE(parse_multipart(type, body + "--b 1--"));
    body += part("Content-Disposition: form-data; name=a", "x");
    EXPECT_FALSE(parse_multipart(type, body + "--b 1--"));
}

TEST(Multipart, ReadsHeaderParameters) {
    EXPECT_EQ(header_parameter("a; b=1; C=\"2;3\"; d", "c"), "2;3");
    EXPECT_EQ(header_parameter("a; flag; b= 1 ", "b"), "1");
    EXPECT_EQ(header_parameter("a; b=1", "x"), "");
    EXPECT_EQ(header_parameter("a; b=\"open", "b"), "open");
}

}  // namespace
}  // namespace amparo::http
