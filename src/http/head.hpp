#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace amparo::http {

/// Makes an answer ready to go: conditions (304, ranges) and compression.
void finish(const Request& request, Response& response);

/// The header of that policy.
inline constexpr std::string_view policy_header = "Content-Security-Policy";
/// What a page may load: its own, and pictures from one more origin when one is named. Answers of
/// pages get it by themselves, without another origin, unless they bring a policy of their own.
std::string page_policy(std::string_view image_origin);

enum class Connection { keep, close };

/// Appends the status line and all headers: the response's own, Date, Content-Length, those that
/// every answer carries for safety, and a content security policy for pages.
void write_head(std::string& out, const Request& request, const Response& response,
                Connection connection);

/// Whether the answer goes out with its body: not for HEAD, 204 and 304.
bool carries_body(const Request& request, const Response& response);

}  // namespace amparo::http
