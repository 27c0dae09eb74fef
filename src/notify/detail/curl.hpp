#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

namespace amparo::notify::detail {

/// One transfer of libcurl; made and used by one thread.
using CurlHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using CurlList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

/// A new one, without signals, with a limit on the whole transfer. Throws Outage when there is no
/// memory for it.
CurlHandle new_transfer(std::chrono::seconds timeout);
/// Adds a line to a list of headers or addresses.
void add_line(CurlList& list, const std::string& line);

/// For CURLOPT_WRITEFUNCTION: what the other side says besides its status is of no use.
std::size_t drop_answer(char* bytes, std::size_t size, std::size_t count, void* context);

}  // namespace amparo::notify::detail
