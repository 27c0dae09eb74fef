#include "notify/detail/curl.hpp"

#include <mutex>

#include "base/error.hpp"

namespace amparo::notify::detail {

CurlHandle new_transfer(std::chrono::seconds timeout) {
    static std::once_flag started;
    std::call_once(started, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    CurlHandle handle(curl_easy_init(), &curl_easy_cleanup);
    if (!handle) throw Outage("libcurl has no memory");
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, static_cast<long>(timeout.count()));
    return handle;
}

void add_line(CurlList& list, const std::string& line) {
    auto* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw Outage("libcurl has no memory");
    (void)list.release();  // it is the beginning of the longer list, or that itself
    list.reset(longer);
}

std::size_t drop_answer(char* /*bytes*/, std::size_t size, std::size_t count, void* /*context*/) {
    return size * count;
}

}  // namespace amparo::notify::detail
