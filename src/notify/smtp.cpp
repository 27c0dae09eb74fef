#include "notify/smtp.hpp"

#include "base/settings.hpp"
#include "notify/detail/curl.hpp"

namespace amparo::notify {
namespace {

/// What is left to be sent of a message.
struct Upload {
    std::string_view rest;
};

std::size_t read_upload(char* into, std::size_t size, std::size_t count, void* context) {
    auto& upload = *static_cast<Upload*>(context);
    const auto length = std::min(size * count, upload.rest.size());
    upload.rest.copy(into, length);
    upload.rest.remove_prefix(length);
    return length;
}

std::string url_of(const SmtpServer& server) {
    const bool is_tls = server.security == SmtpServer::Security::tls;
    return (is_tls ? "smtps://" : "smtp://") + server.host + ":" + std::to_string(server.port);
}

void configure(CURL* handle, const SmtpServer& server) {
    curl_easy_setopt(handle, CURLOPT_URL, url_of(server).c_str());
    curl_easy_setopt(
        handle, CURLOPT_USE_SSL,
        static_cast<long>(server.security == SmtpServer::Security::none ? CURLUSESSL_NONE
                                                                        : CURLUSESSL_ALL));
    if (!server.ca_file.empty()) {
        curl_easy_setopt(handle, CURLOPT_CAINFO, server.ca_file.c_str());
    }
    if (!server.user.empty()) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, server.user.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, server.password.reveal().c_str());
    }
}

Result<> outcome_of(CURL* handle, CURLcode code) {
    if (code == CURLE_OK) return {};
    long reply = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply);
    const auto why = std::string(curl_easy_strerror(code)) + ", reply " + std::to_string(reply);
    // 53x is about who we are: the operator can put that right, and then the mail goes out.
    const bool is_refused = reply >= 550 && reply < 560;
    if (is_refused) return refuse(Errc::invalid, "errors.notify.mail_refused", why);
    return refuse(Errc::busy, "errors.notify.mail_not_sent", why);
}

}  // namespace

Result<SmtpServer> SmtpServer::from_settings(const Settings& settings) {
    SmtpServer server{.host = settings.text("smtp.host"),
                      .port = static_cast<int>(settings.integer("smtp.port")),
                      .user = settings.text("smtp.user"),
                      .password = SecretText(settings.text("smtp.password")),
                      .from = settings.text("smtp.from"),
                      .ca_file = settings.text("smtp.ca_file"),
                      .timeout = std::chrono::seconds(settings.integer("smtp.timeout_seconds"))};
    const auto& security = settings.text("smtp.security");
    if (security == "tls") server.security = Security::tls;
    if (security == "none") server.security = Security::none;
    if (server.is_configured() && server.from.find('@') == std::string::npos) {
        return refuse_field(Errc::invalid, "smtp.from", "errors.notify.smtp_from");
    }
    return server;
}

Result<> send(const SmtpServer& server, const Mail& mail, const std::string& message) {
    const auto handle = detail::new_transfer(server.timeout);
    configure(handle.get(), server);
    detail::CurlList recipients(nullptr, &curl_slist_free_all);
    detail::add_line(recipients, "<" + mail.to + ">");
    Upload upload{message};
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, ("<" + server.from + ">").c_str());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, &read_upload);
    curl_easy_setopt(handle.get(), CURLOPT_READDATA, &upload);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &detail::drop_answer);
    return outcome_of(handle.get(), curl_easy_perform(handle.get()));
}

}  // namespace amparo::notify
