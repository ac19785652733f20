"""动态码: asked for after the password; enrolled, replaced and removed by the person, with recovery codes on paper."""
