// The blocking client of the HTTP module's tests, compiled for these tests too.
#include "http/client_test_support.cpp"  // NOLINT(bugprone-suspicious-include): shared
