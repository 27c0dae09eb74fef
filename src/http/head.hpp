#pragma once

#include <string>

#include "http/message.hpp"

namespace amparo::http {

/// Makes an answer ready to go: conditions (304, ranges) and compression.
void finish(const Request& request, Response& response);

enum class Connection { keep, close };

/// Appends the status line and all headers: the response's own, Date, Content-Length, those that
/// every answer carries for safety, and a content security policy for pages.
void write_head(std::string& out, const Request& request, const Response& response,
                Connection connection);

/// Whether the answer goes out with its body: not for HEAD, 204 and 304.
bool carries_body(const Request& request, const Response& response);

}  // namespace amparo::http
