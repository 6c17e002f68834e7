"""What has been sent: how it is referred to, judged, and whether it stands."""
